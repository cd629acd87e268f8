using System.Net;
using System.Net.Sockets;

namespace Rewards.Benchmarks.Loading;

/// <summary>
/// One HTTP/1.1 connection with one request under way at a time, on a bare socket: on a machine that also runs the
/// service, <see cref="HttpClient"/> would take the cores away from what it measures.
/// </summary>
internal sealed class Connection(IPEndPoint address) : IDisposable
{
    private byte[] buffer = new byte[16 * 1024];
    private Socket? socket;

    /// <summary>A broken connection is an answer with status 0; the next request opens a new one.</summary>
    public async ValueTask<Answer> SendAsync(ReadOnlyMemory<byte> request)
    {
        try
        {
            socket ??= await ConnectAsync();
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request[sent..], SocketFlags.None);
            }

            return await ReceiveAsync(socket);
        }
        catch (SocketException)
        {
            return await BreakAsync();
        }
    }

    public void Dispose() => socket?.Dispose();

    private async ValueTask<Socket> ConnectAsync()
    {
        var connecting = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await connecting.ConnectAsync(address);
        return connecting;
    }

    private async ValueTask<Answer> ReceiveAsync(Socket from)
    {
        var received = 0;
        while (true)
        {
            var more = await from.ReceiveAsync(buffer.AsMemory(received), SocketFlags.None);
            if (more == 0)
            {
                return await BreakAsync();
            }

            received += more;
            if (ResponseReader.LengthOf(buffer.AsSpan(0, received)) is { } length)
            {
                return new Answer(ResponseReader.StatusOf(buffer), buffer.AsMemory(0, length));
            }

            if (received == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    /// <summary>A pause, so that a service that is away is not asked a million times.</summary>
    private async ValueTask<Answer> BreakAsync()
    {
        socket?.Dispose();
        socket = null;
        await Task.Delay(20);
        return default;
    }
}
