using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>Something for the writer's thread to do, whose caller waits for the answer.</summary>
public abstract class Work
{
    /// <summary>Stopwatch ticks: not the service's clock, which the sandbox moves.</summary>
    internal long QueuedAt { get; set; }

    internal abstract void Complete();

    internal abstract void Fail(Exception exception);
}

/// <summary>
/// A write that moves points or belongs to one that does. It names rows, decides purely on them, and is committed
/// together with its neighbours in the queue.
/// </summary>
public abstract class LedgerCommand : Work
{
    /// <summary>Whom or what it is about: the member's id where it is known, else a key that leads there.</summary>
    protected internal abstract string Subject { get; }

    /// <summary>Who does it, see <see cref="Entry.Actor"/>.</summary>
    protected internal virtual string Actor => Moment.System;

    /// <summary>Whether doing it again after an unknown outcome answers as the first time did.</summary>
    protected internal virtual bool IsRepeatable => false;

    /// <summary>
    /// Names the rows that it will decide on. Asked before each round of reads, at most
    /// <see cref="GroupStore.MostRounds"/> of them: at first it knows only what its request says, then also what was
    /// read so far. To name again what was named costs nothing.
    /// </summary>
    protected internal virtual void Name(Group group, Wanted wanted)
    {
    }

    internal abstract void DecideOn(Group group, Moment moment);
}

/// <inheritdoc/>
/// <typeparam name="TAnswer">What the caller gets after the commit.</typeparam>
public abstract class LedgerCommand<TAnswer> : LedgerCommand
{
    // Continuations must not run on the writer's thread: the next group waits there.
    private readonly TaskCompletionSource<TAnswer> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TAnswer? answer;

    internal Task<TAnswer> Answered => done.Task;

    /// <summary>Pure: looks at the group, changes nothing, and may be called again after a clash.</summary>
    /// <param name="group">The rows that were named.</param>
    /// <param name="moment">Now, the rules that are in force, and <see cref="LedgerCommand.Actor"/>.</param>
    protected abstract (TAnswer Answer, Changes Changes) Decide(Group group, Moment moment);

    internal sealed override void DecideOn(Group group, Moment moment)
    {
        (answer, var changes) = Decide(group, moment);
        group.Apply(changes);
    }

    internal sealed override void Complete() => done.TrySetResult(answer!);

    internal sealed override void Fail(Exception exception) => done.TrySetException(exception);
}
