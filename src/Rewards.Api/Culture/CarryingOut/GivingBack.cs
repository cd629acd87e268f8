using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Domain;

namespace Rewards.Api.Culture.CarryingOut;

/// <summary>An order of which tickets are to be given back.</summary>
/// <param name="Id">The order's id.</param>
/// <param name="Command">Gives them back, and answers whether there was anything to give.</param>
internal sealed record OrderToGiveBack(string Id, Func<LedgerCommand<bool>> Command);

/// <summary>Gives a chunk of orders back, some side by side. A damaged one is set aside, and stops no other.</summary>
internal static class GivingBack
{
    private const int AtOnce = 32;

    public static Task GiveBackAsync(
        this LedgerWriter writer, IEnumerable<OrderToGiveBack> chunk, JobRun run, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            chunk,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (order, cancel) => await GiveBackAsync(writer, order, run, cancel));

    private static async Task GiveBackAsync(
        LedgerWriter writer, OrderToGiveBack order, JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            var isGiven = await writer.SubmitPatientlyAsync(order.Command, cancellationToken);
            lock (run)
            {
                run.Count(done: 1, isGiven ? 1 : 0);
            }
        }
        catch (LedgerException damaged)
        {
            lock (run)
            {
                run.Park(order.Id, damaged.Message);
                run.Count(done: 1, 0);
            }
        }
    }
}
