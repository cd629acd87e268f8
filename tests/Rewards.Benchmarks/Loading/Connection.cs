using System.Net;
using System.Net.Sockets;

namespace Rewards.Benchmarks.Loading;

/// <summary>
/// One HTTP/1.1 connection with one request under way at a time, on a bare blocking socket: on a machine that also runs
/// the service, <see cref="HttpClient"/> would take the cores away from what it measures.
/// </summary>
internal sealed class Connection(IPEndPoint address) : IDisposable
{
    private const int LongestWaitMilliseconds = 30_000;

    private byte[] buffer = new byte[16 * 1024];
    private Socket? socket;

    /// <summary>A broken connection is an answer with status 0; the next request opens a new one.</summary>
    public Answer Send(ReadOnlySpan<byte> request)
    {
        try
        {
            socket ??= Connect();
            socket.Send(request);
            return Receive(socket);
        }
        catch (SocketException)
        {
            return Break();
        }
    }

    public void Dispose() => socket?.Dispose();

    private Socket Connect()
    {
        var connecting = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = LongestWaitMilliseconds,
        };
        connecting.Connect(address);
        return connecting;
    }

    private Answer Receive(Socket from)
    {
        var received = 0;
        while (true)
        {
            var more = from.Receive(buffer.AsSpan(received));
            if (more == 0)
            {
                return Break();
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
    private Answer Break()
    {
        socket?.Dispose();
        socket = null;
        Thread.Sleep(20);
        return default;
    }
}
