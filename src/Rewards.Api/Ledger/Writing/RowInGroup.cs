using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Writing;

/// <summary>A row that a group named or writes.</summary>
/// <param name="asRead">Null: it was not there, or not read.</param>
internal sealed class RowInGroup(object? asRead)
{
    public object? AsRead { get; } = asRead;

    /// <summary>As the commands so far have left it. Null: a counter that is moved unread.</summary>
    public object? Now { get; set; } = asRead;

    /// <summary>What the commands so far took from it, where it is a counter.</summary>
    public long Moved { get; set; }

    /// <summary>What they added to the numbers beside it.</summary>
    public Tally Tally { get; set; } = Tally.None;

    /// <summary>A command decided by what the row says beside its number.</summary>
    public bool IsReliedOn { get; set; }

    public bool IsCounter => Now is ICounterRow or null;

    public bool IsNew => AsRead is null && Now is not null;

    public bool IsChanged => IsCounter ? IsNew || Moved != 0 || IsReliedOn : !ReferenceEquals(AsRead, Now);
}
