using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Writing;

/// <summary>Rows that the commands of a group name, so that each table is read once for all of them.</summary>
public sealed class Wanted
{
    private readonly Dictionary<Type, HashSet<string>> keys = [];
    private readonly HashSet<string> members = [];
    private readonly Dictionary<string, string> redemptions = [];

    public IReadOnlyCollection<string> Members => members;

    /// <summary>Redemption id → member.</summary>
    public IReadOnlyDictionary<string, string> Redemptions => redemptions;

    public void Row<T>(string key)
        where T : class, IKeyedRow
    {
        if (!keys.TryGetValue(typeof(T), out var wanted))
        {
            keys.Add(typeof(T), wanted = []);
        }

        wanted.Add(key);
    }

    public void Account(string memberId) => members.Add(memberId);

    /// <summary>The redemption and its member's account.</summary>
    public void Redemption(string memberId, string redemptionId)
    {
        members.Add(memberId);
        redemptions[redemptionId] = memberId;
    }

    public IReadOnlyCollection<string> Keys<T>()
        where T : class, IKeyedRow => keys.TryGetValue(typeof(T), out var wanted) ? wanted : [];
}
