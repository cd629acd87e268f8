using System.Net;

namespace Rewards.Benchmarks.Loading;

/// <summary>What one connection asks, one request after the other.</summary>
internal interface IScript
{
    /// <summary>Writes the next request; 0 bytes: there is nothing left to ask.</summary>
    int Write(Span<byte> request);

    /// <summary>Whether the answer is the one that a healthy service gives.</summary>
    bool IsExpected(Answer answer);
}

/// <param name="Address">Where the service listens.</param>
/// <param name="Connections">How many requests can be under way at once.</param>
/// <param name="Lasts">How long new requests are sent.</param>
/// <param name="CreateScript">By the connection's number.</param>
internal sealed record Load(IPEndPoint Address, int Connections, TimeSpan Lasts, Func<int, IScript> CreateScript)
{
    private const int StackBytes = 256 * 1024;

    /// <summary>
    /// Null: closed loop, each connection asks again as soon as it is answered. Else open loop: requests are due at
    /// fixed instants, whether or not earlier ones are answered, and latency counts from then (no coordinated
    /// omission).
    /// </summary>
    public double? RequestsPerSecond { get; init; }

    public async Task<LoadResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var pace = new Pace(Connections, Lasts, RequestsPerSecond);
        var clients = Enumerable.Range(0, Connections)
            .Select(number => new Client(Address, CreateScript(number), pace, number))
            .ToList();
        await Task.WhenAll(clients.Select(client => RunAsync(() => client.Run(cancellationToken))));
        return LoadResult.Sum(clients.Select(client => client.Result), pace.Elapsed < Lasts ? pace.Elapsed : Lasts);
    }

    /// <summary>
    /// A thread of its own for each connection: blocking reads cost less than any other way of waiting.
    /// </summary>
    private static Task RunAsync(Action act)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Complete(act, done), StackBytes) { IsBackground = true };
        thread.Start();
        return done.Task;
    }

    private static void Complete(Action act, TaskCompletionSource done)
    {
        try
        {
            act();
            done.SetResult();
        }
        catch (Exception exception)
        {
            done.SetException(exception);
        }
    }
}
