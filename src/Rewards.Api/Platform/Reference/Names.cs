using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Reference;

/// <summary>Finds what people are called whose ids a page shows: one query a table, whatever the page's length.</summary>
internal sealed class Names(RewardsDb db, ReferenceData reference, IHttpContextAccessor request)
{
    /// <param name="named">Ids of members, merchants and operators, also behind a role: <c>operator:opr_…</c>.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public async Task<NamesFound> FindAsync(IEnumerable<string?> named, CancellationToken cancellationToken)
    {
        var ids = named.OfType<string>().Select(NamesFound.IdIn).Distinct().ToLookup(PrefixOf);
        var (members, operators) = (ids[TypeId.Member].ToList(), ids[TypeId.Operator].ToList());
        var found = ids[TypeId.Merchant]
            .Where(reference.Current.Merchants.ContainsKey)
            .ToDictionary(id => id, NameOfMerchant);
        if (members.Count > 0)
        {
            await foreach (var member in db.Members
                .Where(row => members.Contains(row.MemberId))
                .Select(row => new { row.MemberId, row.DisplayName })
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken))
            {
                found.Add(member.MemberId, member.DisplayName);
            }
        }

        if (operators.Count > 0)
        {
            await foreach (var person in db.Operators
                .Where(row => operators.Contains(row.Id))
                .Select(row => new { row.Id, row.Name })
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken))
            {
                found.Add(person.Id, person.Name);
            }
        }

        return new NamesFound(found);
    }

    /// <summary>In the caller's language, as the titles of problems are.</summary>
    private string NameOfMerchant(string id)
    {
        var merchant = reference.Current.Merchants[id];
        return ProblemReader.PrefersChinese(request.HttpContext!.Request) ?? false ? merchant.NameZh : merchant.NameEn;
    }

    private static string PrefixOf(string id) => id.Split('_')[0];
}

/// <summary>Names by id.</summary>
public sealed class NamesFound(IReadOnlyDictionary<string, string> names)
{
    /// <returns>Null: nobody has this id, as <c>system</c> and <c>command_line</c>.</returns>
    public string? this[string? named] => named is null ? null : names.GetValueOrDefault(IdIn(named));

    /// <summary>The id in <c>operator:opr_…</c>, or in itself.</summary>
    internal static string IdIn(string named) => named[(named.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
