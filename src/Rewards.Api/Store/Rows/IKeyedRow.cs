namespace Rewards.Api.Store.Rows;

/// <summary>A row of a narrow table whose primary key is one text value: what must be unique or found across members.</summary>
public interface IKeyedRow
{
    string Key { get; }
}

/// <summary>A row that belongs to one member: its primary key begins with the member.</summary>
public interface IMemberRow
{
    string MemberId { get; }
}
