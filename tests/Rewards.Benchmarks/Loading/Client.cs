using System.Net;

namespace Rewards.Benchmarks.Loading;

/// <summary>One connection, its script, and what came of it.</summary>
internal sealed class Client(IPEndPoint address, IScript script, Pace pace, int number)
{
    private readonly byte[] request = new byte[4096];

    public LoadResult Result { get; } = new();

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var connection = new Connection(address);
        for (var sent = 0L; !cancellationToken.IsCancellationRequested; sent++)
        {
            if (await pace.NextAsync(number, sent) is not { } due || script.Write(request) is var length && length == 0)
            {
                return;
            }

            var answer = await connection.SendAsync(request.AsMemory(0, length));
            Result.Count(answer, script.IsExpected(answer), pace.Elapsed - due);
        }
    }
}
