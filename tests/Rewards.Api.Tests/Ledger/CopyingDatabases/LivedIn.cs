using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.CopyingDatabases;

/// <summary>What is known about a ledger that has seen everything.</summary>
/// <param name="SessionToken">A member's.</param>
/// <param name="Pages">What the member read last, by path.</param>
/// <param name="MerchantKey">Issued by an operator, so that it is nowhere but in the database.</param>
/// <param name="Order">A redemption that was done.</param>
/// <param name="OrderWithShownCode">A request with a code that was shown and has not paid yet.</param>
public sealed record LivedIn(
    string SessionToken,
    IReadOnlyDictionary<string, string> Pages,
    string MerchantKey,
    DoneOrder Order,
    object OrderWithShownCode)
{
    /// <summary>Of the sandbox's samples.</summary>
    private const string Bookmark = "ofr_01m6a6ft00e2bmk5prk0yq3v7z";

    private static readonly string[] MembersPages =
    [
        "/v1/member/points",
        "/v1/member/entries?limit=100",
        "/v1/member/redemptions",
        "/v1/member/orders",
        "/v1/member/waiting",
        "/v1/member/notices",
        "/v1/member/check-ins",
        "/v1/member/invitations",
    ];

    /// <summary>Leaves a row in every table, through the API.</summary>
    public static async Task<LivedIn> LiveAsync(RewardsApp app)
    {
        var (member, till) = (await app.SignUpWithAsync(1000), app.Till());
        await app.SignUpAsync(member.InviteCode);
        await member.CheckInAsync();
        await till.ReleaseAsync(await till.RedeemAsync(member, 8800, 10));
        await till.RefundAsync(await till.CaptureAsync(await till.RedeemAsync(member, 8800, 30), 20), 100);
        (await member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = Bookmark, Quantity = 2, AcceptVersion = 1 })).Expect(201);
        await app.RunJobAsync("expire-lots");
        await app.RunJobAsync("make-slots");
        await ComeByAsync(app);
        await WaitAsync(app, member);
        await PayAsync(app);
        (await app.Caller("rk_test_centre").PostFileAsync("/v1/merchant/pictures", PictureFiles.Poster())).Expect(201);
        await LeaveWhatTheSiteLeavesAsync(app, member);
        var merchant = (await app.Operator().GetAsync("/v1/operator/merchants")).Data[0]["id"]!.GetValue<string>();
        var key = (await app.Operator()
            .PostAsync($"/v1/operator/merchants/{merchant}/keys", new { Scopes = new[] { "redeem", "quote" } }))
            .Expect(201)
            .Text("key");

        var order = await OrderAsync(app.Caller(key), OrderOf(await member.NewCodeAsync()));
        var shown = OrderOf(await member.NewCodeAsync());
        return new LivedIn(member.Session.Text("access_token"), await ReadAsync(member.Caller), key, order, shown);
    }

    /// <summary>Online, with a ticket given back, and the rest disputed.</summary>
    private static async Task PayAsync(RewardsApp app)
    {
        var desk = new PayingDesk(app);
        var (member, order) = await desk.PaidAsync();
        (await member.Caller.PostKeyedAsync(
            $"/v1/member/orders/{order.Text("id")}/cancel", new { TicketIds = new[] { PayingDesk.Ticket(order, 0) } })).Expect(200);
        await desk.SettleAsync();
        await desk.DisputeAsync(order);
    }

    private static async Task ComeByAsync(RewardsApp app)
    {
        var desk = new SupplyDesk(app);
        var slot = await desk.MakeSlotAsync(await desk.PublishAsync(), app.Time.GetUtcNow().AddMinutes(5));
        (await desk.Merchant.PostKeyedAsync($"/v1/slots/{slot}/walk-ins", new { Places = 1, People = 1 })).Expect(201);
    }

    /// <summary>For a place that is kept for the member then, who reads of it.</summary>
    private static async Task WaitAsync(RewardsApp app, Member member)
    {
        var (desk, other) = (new SupplyDesk(app), await app.SignUpAsync());
        var offer = await desk.PublishAsync();
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddHours(10), capacity: 1);
        var order = (await other.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 })).Expect(201).Text("id");
        (await member.Caller.PostKeyedAsync("/v1/member/waiting", new { SlotId = slot, Quantity = 1 })).Expect(201);
        (await other.Caller.PostKeyedAsync($"/v1/member/orders/{order}/cancel", new { })).Expect(200);
        var notice = (await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data[0]["id"]!.GetValue<string>();
        (await member.Caller.PostAsync($"/v1/member/notices/{notice}/read", new { })).Expect(204);
    }

    /// <summary>What only browsers and WeChat leave: of these rows, being there is what matters.</summary>
    private static Task<bool> LeaveWhatTheSiteLeavesAsync(RewardsApp app, Member member)
    {
        var now = app.Time.GetUtcNow();
        return app.Services.GetRequiredService<LedgerWriter>().RunAsync(db =>
        {
            db.Add(new DoorSessionRow { Key = "0123", KeyId = "key_1", CreatedAt = now, ExpiresAt = now.AddHours(12) });
            db.Add(new TermsAcceptanceRow { MemberId = member.Id, Version = 1, AcceptedAt = now });
            db.Add(new RefusedCodeRow
            {
                MemberId = member.Id,
                Id = TypeId.New(TypeId.RefusedCode, now),
                Nonce = "nonce",
                Code = "insufficient_points",
                MerchantId = "merchant",
                At = now,
            });
            db.Add(new TypedCodeRow { Key = "1234567890", MemberId = member.Id, Nonce = "nonce", ExpiresAt = now });
            db.Add(new SandboxCodeRow { Key = "code", Person = "alice", Scope = "snsapi_base", MadeAt = now });
            db.Add(new UsedStateRow { Key = "state", UsedAt = now });
            db.Add(new WeChatTokenRow
            {
                Key = "access_token",
                Value = "token",
                ExpiresAt = now,
                RenewAt = now,
                LeaseUntil = now,
            });
            return true;
        });
    }

    /// <summary>All that a member can read.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(Caller member)
    {
        var pages = new SortedDictionary<string, string>();
        foreach (var path in MembersPages)
        {
            pages.Add(path, (await member.GetAsync(path)).Expect(200).Body!.ToJsonString());
        }

        return pages;
    }

    /// <summary>By table, read past the model: a table that it does not know counts too.</summary>
    public static SortedDictionary<string, long> CountRows(Database database)
    {
        using var connection = database.OpenReadConnection();
        var tables = Read(connection, connection is SqliteConnection
            ? "SELECT name FROM sqlite_master WHERE type = 'table'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'");
        return new SortedDictionary<string, long>(tables
            .Where(table => !table.StartsWith("__EF", StringComparison.Ordinal))
            .ToDictionary(
                table => table, table => long.Parse(Read(connection, $"SELECT count(*) FROM \"{table}\"").Single())));
    }

    private static async Task<DoneOrder> OrderAsync(Caller shop, object body)
    {
        var key = Caller.NewKey();
        var answer = (await shop.PostAsync("/v1/redemptions", body, key)).Expect(201);
        return new DoneOrder(body, key, await answer.BytesAsync());
    }

    private static object OrderOf(string code) => new
    {
        MemberCode = code,
        OrderNo = Guid.NewGuid().ToString("N"),
        Items = new[] { Till.Item(8800) },
        Points = 10,
    };

    private static List<string> Read(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0).ToString()!);
        }

        return values;
    }
}

/// <summary>A redemption that was asked for and answered.</summary>
public sealed record DoneOrder(object Body, string Key, byte[] Answer);
