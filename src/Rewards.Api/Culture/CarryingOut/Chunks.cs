using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Domain;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>An order or a slot that a job has something to do with.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Command">Does it, and answers whether there was anything to do.</param>
internal sealed record Due(string Id, Func<LedgerCommand<bool>> Command);

/// <summary>Carries out what is due of a chunk, some side by side. A damaged one is set aside, and stops no other.</summary>
internal static class Chunks
{
    private const int AtOnce = 32;

    public static Task CarryOutAsync(
        this LedgerWriter writer, IEnumerable<Due> chunk, JobRun run, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            chunk,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (due, cancel) => await CarryOutAsync(writer, due, run, cancel));

    private static async Task CarryOutAsync(
        LedgerWriter writer, Due due, JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            var isChanged = await writer.SubmitPatientlyAsync(due.Command, cancellationToken);
            lock (run)
            {
                run.Count(done: 1, isChanged ? 1 : 0);
            }
        }
        catch (LedgerException damaged)
        {
            lock (run)
            {
                run.Park(due.Id, damaged.Message);
                run.Count(done: 1, 0);
            }
        }
    }
}
