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

/// <summary>A row of a small table that many members' commands read and none writes: the same on every shard.</summary>
public interface IReferenceRow;

/// <summary>A row that is no member's and that no member's command waits for: what operators and jobs did.</summary>
public interface ILocalRow;
