using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Engines;
using Rewards.Benchmarks.Loading;
using Rewards.Benchmarks.Measuring;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Benchmarks.Baselines;

/// <summary>
/// The rows of a redemption, as durable, written by one thread in groups of 64: without HTTP, reads or rules. What a
/// service that keeps such rows could reach at the very most.
/// </summary>
internal sealed class Limit
{
    private const int GroupSize = 64;

    /// <summary>As long as the answer of the service.</summary>
    private static readonly byte[] Body = new byte[640];

    private static readonly string Items = """[{"name":"book","quantity":1,"unit_price_fen":8800}]""";

    private static readonly string Limits =
        """[{"rule":"total","limit_fen":8800,"binding":false},{"rule":"balance","limit_fen":3000,"binding":false},"""
        + """{"rule":"per_purchase","limit_fen":5000,"binding":false},"""
        + """{"rule":"requested","limit_fen":10,"binding":true}]""";

    private readonly Town town;
    private readonly List<AccountRow> accounts;
    private readonly Random random = new();
    private readonly Keys keys = new(0);

    private Limit(Engine engine, Town town)
    {
        this.town = town;
        using var db = engine.OpenDb();
        accounts =
            [.. db.Accounts.AsNoTracking().Where(row => row.Available > 0).OrderBy(row => row.MemberId).Take(100_000)];
    }

    public static Measurement Measure(Engine engine, Town town, TimeSpan lasts)
    {
        var limit = new Limit(engine, town);
        using var writer = engine.OpenGroups();
        limit.WriteGroup(writer);
        var (size, started, result) = (engine.SizeInBytes(), Stopwatch.GetTimestamp(), new LoadResult());
        while (Stopwatch.GetElapsedTime(started) < lasts)
        {
            var began = Stopwatch.GetTimestamp();
            limit.WriteGroup(writer);
            for (var redemption = 0; redemption < GroupSize; redemption++)
            {
                result.Count(new Answer(201, default), isExpected: true, (Stopwatch.GetElapsedTime(began), true));
            }
        }

        var load = new Load(new System.Net.IPEndPoint(0, 0), 0, lasts, _ => throw new UnreachableException());
        return Measurement.Of("limit", load, LoadResult.Sum([result], Stopwatch.GetElapsedTime(started))) with
        {
            BytesPerRedemption = (double)(engine.SizeInBytes() - size) / result.Expected,
        };
    }

    private void WriteGroup(IRowWriter writer)
    {
        var (rows, spent) = (new List<object>(GroupSize * 5), new List<AccountRow>(GroupSize));
        while (spent.Count < GroupSize)
        {
            var account = accounts[random.Next(accounts.Count)];
            if (account.Available == 0 || spent.Contains(account))
            {
                continue;
            }

            Spend(account);
            spent.Add(account);
            rows.AddRange(RowsOf(account, DateTimeOffset.UtcNow));
        }

        writer.Write(rows, spent);
    }

    /// <summary>Lots keep their length and not their sums: what follows no rules is never verified.</summary>
    private static void Spend(AccountRow account)
    {
        account.Version++;
        account.LastSeq++;
        account.Available--;
        account.Spent++;
        account.LastEntryAt = DateTimeOffset.UtcNow;
        account.Lots = string.Create(CultureInfo.InvariantCulture, $"{{\"signup/2027-11-30\":{account.Available}}}");
    }

    private IEnumerable<object> RowsOf(AccountRow account, DateTimeOffset now)
    {
        var (key, redemption, member) = (keys.Next(), TypeId.New(TypeId.Redemption, now), account.MemberId);
        yield return Redemption(account, redemption, key, now);
        yield return Entry(account, redemption, now);
        yield return new OrderNumberRow
        {
            Key = $"{town.MerchantId}/{key}",
            MemberId = member,
            RedemptionId = redemption,
        };
        yield return new RedemptionIndexRow { Key = redemption, MemberId = member, MerchantId = town.MerchantId };
        yield return new IdempotencyRow
        {
            Key = $"{town.MerchantId}/{key}",
            Fingerprint = new byte[32],
            Status = 201,
            Body = Body,
            Location = "/v1/redemptions/" + redemption,
            CreatedAt = now,
        };
    }

    private RedemptionRow Redemption(AccountRow account, string id, string orderNo, DateTimeOffset now) => new()
    {
        MemberId = account.MemberId,
        Id = id,
        MerchantId = town.MerchantId,
        OrderNo = orderNo,
        Status = RedemptionStatus.Captured,
        GrossFen = 8800,
        Points = 1,
        FenPerPoint = 10,
        CashFen = 8790,
        ProgrammeVersion = 1,
        HeldAt = now,
        CapturedAt = now,
        Spent = """[{"lot":"signup/2027-11-30","points":1,"refunded":0}]""",
        Items = Items,
        Limits = Limits,
    };

    private EntryRow Entry(AccountRow account, string reference, DateTimeOffset now) => new()
    {
        MemberId = account.MemberId,
        Seq = account.LastSeq,
        Id = TypeId.New(TypeId.Entry, now),
        Kind = EntryKind.Capture,
        FromAccount = LedgerAccount.Available,
        ToAccount = LedgerAccount.Merchant(town.MerchantId),
        Points = 1,
        Slices = """[{"from":"signup/2027-11-30","points":1}]""",
        AvailableAfter = account.Available,
        Reference = reference,
        BusinessDate = DateOnly.FromDateTime(now.UtcDateTime),
        At = now,
        ProgrammeVersion = 1,
        Actor = LedgerAccount.Merchant(town.MerchantId),
    };
}
