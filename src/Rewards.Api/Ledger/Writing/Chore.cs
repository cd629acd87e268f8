using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Writing;

/// <summary>
/// A write without points (a merchant, a key, a job's progress): runs between groups, in its own transaction.
/// </summary>
internal abstract class Chore : Work
{
    public abstract void Run(RewardsDb db);
}

/// <inheritdoc/>
internal sealed class Chore<TAnswer>(Func<RewardsDb, TAnswer> act) : Chore
{
    private readonly TaskCompletionSource<TAnswer> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TAnswer? answer;

    internal Task<TAnswer> Answered => done.Task;

    public override void Run(RewardsDb db) => answer = act(db);

    internal override void Complete() => done.TrySetResult(answer!);

    internal override void Fail(Exception exception) => done.TrySetException(exception);
}
