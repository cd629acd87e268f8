using Rewards.Domain.Ledger;

namespace Rewards.Api.Ledger.Writing;

/// <summary>What the commands of a group came to, before anything is written.</summary>
/// <param name="Group">The rows as they are to be.</param>
/// <param name="Decided">Have their answers, once it is committed.</param>
/// <param name="Postponed">Need what a neighbour writes: decided after the commit.</param>
internal sealed record Decisions(
    Group Group, IReadOnlyList<LedgerCommand> Decided, IReadOnlyList<LedgerCommand> Postponed);

/// <summary>Lets the commands of a group decide, one after the other.</summary>
internal sealed partial class GroupDecider(Moments moments, ILogger logger)
{
    /// <summary>One that throws has changed nothing, and has failed.</summary>
    /// <exception cref="NotReadException">A lone command looks for what it did not name.</exception>
    public Decisions Decide(GroupStore store, IReadOnlyList<LedgerCommand> commands)
    {
        var group = store.Read(commands, moments.Now(Moment.System));
        var decided = new List<LedgerCommand>(commands.Count);
        var postponed = new List<LedgerCommand>();
        foreach (var command in commands)
        {
            try
            {
                command.DecideOn(group, moments.Now(command.Actor));
                decided.Add(command);
            }
            catch (NotReadException) when (commands.Count > 1)
            {
                postponed.Add(command);
            }
            catch (Exception exception) when (exception is not NotReadException)
            {
                // A damaged row or a bug: its neighbours in the group are not to blame.
                DecisionFailed(logger, exception, command.GetType().Name);
                command.Fail(exception);
            }
        }

        return new Decisions(group, decided, postponed);
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Critical,
        Message = "{Command} could not be decided or stored; nothing was written.")]
    public static partial void DecisionFailed(ILogger logger, Exception exception, string command);
}
