namespace Rewards.Api.Platform.Store.Rows;

/// <summary>
/// A row of a narrow table whose primary key is one text value: what must be unique or found across members.
/// </summary>
public interface IKeyedRow
{
    string Key { get; }
}

/// <summary>A row that belongs to one member: its primary key begins with the member.</summary>
public interface IMemberRow
{
    string MemberId { get; }
}

/// <summary>
/// A member's row that is only ever added and that no decision rests on: the one kind that needs no account to guard
/// it.
/// </summary>
public interface IAppendOnlyRow : IMemberRow;

/// <summary>
/// A row that the commands of many members move, a budget for example. It has no version: a group writes one sum of
/// what its commands took, on condition that the bounds hold then.
/// </summary>
public interface ICounterRow
{
    string Key { get; }

    /// <summary>From 0 to <see cref="Most"/>; the database is asked that whenever it is moved.</summary>
    long Taken { get; }

    long Most { get; }

    /// <summary>The same row with <paramref name="amount"/> more taken; negative: given back.</summary>
    ICounterRow Plus(long amount);
}

/// <summary>
/// A counter beside which commands rely on more of the row: it is moved only where that is as it was read, also by
/// nothing.
/// </summary>
public interface IReliedOnRow : ICounterRow
{
    /// <summary>Raised by whatever changes what commands rely on.</summary>
    int ChangeSeq { get; }
}

/// <summary>A counter with numbers beside it that commands move too: see <see cref="TallyAttribute"/>.</summary>
public interface ITalliedRow : ICounterRow
{
    ITalliedRow Plus(Tally tally);
}

/// <summary>A number of an <see cref="ITalliedRow"/>, an int: written as a sum of what a group's commands add to it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TallyAttribute : Attribute;

/// <summary>What is added to the numbers beside a counter, by their properties' names.</summary>
public sealed record Tally(params IReadOnlyList<(string Name, int Amount)> Amounts)
{
    public static Tally None { get; } = new();

    /// <summary>0 where it is not among them.</summary>
    public int Of(string name) => Amounts.Where(one => one.Name == name).Sum(one => one.Amount);

    public Tally Plus(Tally more) =>
        more.Amounts.Count == 0 ? this : Amounts.Count == 0 ? more : new Tally([.. Amounts, .. more.Amounts]);
}

/// <summary>What a counter may come to at most, where that is no column of its own.</summary>
/// <param name="sql">Over the row's columns.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CounterMostAttribute(string sql) : Attribute
{
    public string Sql => sql;
}

/// <summary>A row that belongs to one slot: its primary key begins with the slot, and statements name it.</summary>
public interface ISlotRow
{
    string SlotId { get; }
}

/// <summary>A row of a small table that many members' commands read and none writes: the same on every shard.</summary>
public interface IReferenceRow;

/// <summary>A row that is no member's and that no member's command waits for: what operators and jobs did.</summary>
public interface ILocalRow;
