using System.Net;

namespace Rewards.Benchmarks.Loading;

/// <summary>One connection, its script, and what came of it.</summary>
internal sealed class Client(IPEndPoint address, IScript script, Pace pace, int number)
{
    private readonly byte[] request = new byte[4096];

    public LoadResult Result { get; } = new();

    public void Run(CancellationToken cancellationToken)
    {
        using var connection = new Connection(address);
        for (var sent = 0L; !cancellationToken.IsCancellationRequested; sent++)
        {
            if (pace.Next(number, sent) is not { } due || script.Write(request) is var length && length == 0)
            {
                return;
            }

            var answer = connection.Send(request.AsSpan(0, length));
            var now = pace.Elapsed;
            Result.Count(answer, script.IsExpected(answer), (now - due, now <= pace.Lasts));
        }
    }
}
