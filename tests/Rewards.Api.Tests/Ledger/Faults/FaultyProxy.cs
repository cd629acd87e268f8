using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rewards.Api.Tests.Ledger.Faults;

/// <summary>What happens to a connection on which COMMIT is sent.</summary>
public enum Cut
{
    /// <summary>The database never hears of it.</summary>
    BeforeCommit = 1,

    /// <summary>The database did it, and its answer gets lost.</summary>
    AfterCommit = 2,
}

/// <summary>How a database is away.</summary>
public enum Absence
{
    /// <summary>Connections break, and new ones are closed at once.</summary>
    Refusing = 1,

    /// <summary>Nothing is said any more: a cable is out, or the server's disk hangs.</summary>
    Silent = 2,
}

/// <summary>A real TCP proxy before the database server, which loses connections when it is told to.</summary>
public sealed class FaultyProxy : IDisposable
{
    /// <summary>As its own message: "READ COMMITTED" is not meant.</summary>
    private static readonly byte[] Commit = Encoding.ASCII.GetBytes("COMMIT\0");

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Socket, bool> open = [];
    private readonly (string Host, int Port) server;
    private volatile TaskCompletionSource? silence;
    private volatile bool isRefusing;
    private int cut;

    public FaultyProxy(string host, int port)
    {
        server = (host, port);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cuts the next connection that sends COMMIT, once.</summary>
    public void CutNext(Cut how) => Interlocked.Exchange(ref cut, (int)how);

    /// <summary>
    /// For each COMMIT: how often its connection has waited for an answer since the one before, this wait included and
    /// signing in left out.
    /// </summary>
    public ConcurrentQueue<int> RoundTripsToCommit { get; } = [];

    public bool HasCut => Volatile.Read(ref cut) == 0;

    public void GoAway(Absence how)
    {
        if (how == Absence.Silent)
        {
            silence = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return;
        }

        isRefusing = true;
        foreach (var socket in open.Keys)
        {
            socket.Dispose();
        }
    }

    public void ComeBack()
    {
        isRefusing = false;
        Interlocked.Exchange(ref silence, null)?.SetResult();
    }

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        GoAway(Absence.Refusing);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                _ = isRefusing ? Task.Run(client.Dispose) : ServeAsync(client);
            }
            catch (Exception exception)
                when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var upstream = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        (open[client], open[upstream]) = (true, true);
        try
        {
            await upstream.ConnectAsync(server.Host, server.Port);
            var (isLosingAnswer, talk) = (new StrongBox(), new Talk());
            await Task.WhenAny(
                PumpAsync(client, upstream, bytes =>
                {
                    Count(talk, bytes);
                    return MayPass(bytes, isLosingAnswer);
                }),
                PumpAsync(upstream, client, _ =>
                {
                    talk.IsAnswered = true;
                    return !isLosingAnswer.Value;
                }));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            open.TryRemove(client, out _);
            open.TryRemove(upstream, out _);
            client.Dispose();
        }
    }

    private void Count(Talk talk, ReadOnlyMemory<byte> asked)
    {
        talk.Waits += talk.IsAnswered && !IsGreeting(asked.Span) ? 1 : 0;
        talk.IsAnswered = false;
        if (asked.Span.IndexOf(Commit) >= 0)
        {
            RoundTripsToCommit.Enqueue(talk.Waits);
            talk.Waits = 0;
        }
    }

    /// <summary>A lane that wakes opens its connection first: what is said before it may ask is not the command's.</summary>
    private static bool IsGreeting(ReadOnlySpan<byte> asked) => asked[0] is 0 or (byte)'p';

    private bool MayPass(ReadOnlyMemory<byte> bytes, StrongBox isLosingAnswer)
    {
        if (bytes.Span.IndexOf(Commit) < 0)
        {
            return true;
        }

        var how = (Cut)Interlocked.Exchange(ref cut, 0);
        isLosingAnswer.Value = how == Cut.AfterCommit;
        return how != Cut.BeforeCommit;
    }

    private async Task PumpAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, bool> mayPass)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, SocketFlags.None) is > 0 and var count
                && mayPass(buffer.AsMemory(0, count)))
            {
                await (silence?.Task ?? Task.CompletedTask);
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), SocketFlags.None);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }

    private sealed class Talk
    {
        public volatile bool IsAnswered = true;

        public int Waits { get; set; }
    }

    private sealed class StrongBox
    {
        public volatile bool Value;
    }
}
