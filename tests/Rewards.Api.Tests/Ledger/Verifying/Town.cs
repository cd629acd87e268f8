using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Rewards.Api.Ledger.Expiring;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.CheckingIn;
using Rewards.Api.Members.SigningIn;
using Rewards.Api.Merchants;
using Rewards.Api.Merchants.Redeeming;
using Rewards.Api.Merchants.Refunding;
using Rewards.Api.Operators.Adjusting;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Seeding;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Tests.Support;
using Rewards.Domain;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>
/// A town's ledger in a file of its own, written by the real writer under a clock that the test moves.
/// </summary>
public sealed class Town : IAsyncDisposable
{
    private readonly Database database;
    private readonly FakeTimeProvider time;
    private readonly LedgerWriter writer;
    private readonly SeedFiles seeds = SeedFiles.Read(SeedFiles.DefaultFolder);
    private int requests;

    private Town(DateTimeOffset start)
    {
        Folder = Directory.CreateTempSubdirectory("rewards-");
        database = Database.Of($"Data Source={Path.Combine(Folder.FullName, "town.db")}");
        time = new FakeTimeProvider(start);
        Clock = new Clock(time);
        var moments = new Moments(Clock, new ReferenceData(database, Clock));
        writer = new LedgerWriter(
            database, moments, Options.Create(new WriterOptions()), Meters.Unheard(), NullLogger<LedgerWriter>.Instance);
    }

    public DirectoryInfo Folder { get; }

    public Clock Clock { get; }

    /// <param name="start">Local time of the programme's zone, whole minutes: <c>2026-11-23 10:00</c>.</param>
    public static async Task<Town> FoundAsync(string start)
    {
        var town = new Town(Local(start));
        using (var db = town.database.OpenForWriting())
        {
            Migrating.Migrate(db);
            Seeds.Apply(db, town.seeds, town.Clock.GetUtcNow());
            db.SaveChanges();
        }

        await town.writer.StartAsync(CancellationToken.None);
        return town;
    }

    public static DateTimeOffset Local(string time) =>
        DateTimeOffset.Parse(time + "+08:00", System.Globalization.CultureInfo.InvariantCulture);

    public void MoveTo(string local) => time.SetUtcNow(Local(local));

    public void Wait(TimeSpan span) => time.Advance(span);

    public SqliteConnection Read() => (SqliteConnection)database.OpenReadConnection();

    /// <summary>A second file with the same content, to be damaged.</summary>
    public SqliteConnection Copy()
    {
        var file = Path.Combine(Folder.FullName, Guid.NewGuid().ToString("N") + ".db");
        using (var connection = Read())
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "VACUUM INTO @file";
            command.Parameters.AddWithValue("@file", file);
            command.ExecuteNonQuery();
        }

        var copy = new SqliteConnection($"Data Source={file};Pooling=False");
        copy.Open();
        return copy;
    }

    public async Task<string> SignUpAsync(string openId, string? invitedBy = null)
    {
        using var db = database.OpenForReading();
        var code = db.Members.SingleOrDefault(member => member.MemberId == invitedBy)?.InviteCode;
        var request = new SignInRequest(new Identity(WeChatIdentityRow.KeyOf("app", openId)), code);
        return (await writer.SubmitAsync(new SignIn(request))).Session.MemberId;
    }

    public async Task CheckInAsync(string memberId) =>
        Assert.Null((await writer.SubmitAsync(new CheckInToday(memberId))).Refusal);

    /// <returns>Whether it was posted; else it waits for a second person.</returns>
    public async Task<bool> AdjustAsync(string memberId, long points, string by = "operator:opr_test") =>
        (await AskToAdjustAsync(memberId, points, by)).Status == StatusCodes.Status201Created;

    /// <summary>Asked for by one person, approved by another.</summary>
    public async Task AdjustTogetherAsync(string memberId, long points)
    {
        var id = IdIn(await AskToAdjustAsync(memberId, points, "operator:opr_test"));
        var decision = new AdjustmentDecision(id, "operator:opr_second", Nobody);
        IdIn(await writer.SubmitAsync(new ApproveAdjustment(decision, NextRequest("approve"))));
    }

    public Task<long> BookOverdueAsync(string memberId) => writer.SubmitAsync(new BookAccounts([memberId]));

    /// <returns>The redemption's id.</returns>
    public async Task<string> RedeemAsync(string memberId, Sale sale)
    {
        var merchant = seeds.Merchants.First(merchant => merchant.Category == sale.Category);
        var purchase = Purchase.Of([new PurchaseLine("一样东西", sale.Quantity, new Fen(sale.UnitPriceFen))]).Value;
        Points? wanted = sale.Points is { } points ? new Points(points) : null;
        var order = new RedemptionOrder(
            merchant.Id,
            "order-" + requests,
            new NamedMember(memberId, null, null),
            new QuoteRequest(sale.Category, purchase, wanted))
        {
            Capture = sale.Capture,
        };
        return IdIn(await writer.SubmitAsync(new RedeemPoints(order, NextRequest(merchant.Id))));
    }

    public async Task CaptureAsync(string redemptionId, Category category, long? points = null)
    {
        Points? wanted = points is { } some ? new Points(some) : null;
        var target = Target(redemptionId, category);
        IdIn(await writer.SubmitAsync(new CaptureRedemption(target, wanted, NextRequest("capture"))));
    }

    public async Task ReleaseAsync(string redemptionId, Category category) =>
        IdIn(await writer.SubmitAsync(new ReleaseRedemption(Target(redemptionId, category), NextRequest("release"))));

    public async Task RefundAsync(string redemptionId, Category category, long? amountFen = null) =>
        IdIn(await writer.SubmitAsync(new RefundCapture(
            Target(redemptionId, category), new RefundBody("a test", amountFen), NextRequest("refund"))));

    /// <summary>What the bureau itself offers: something new each time.</summary>
    internal BoxOffice BoxOffice() => new(database, Clock, writer, NextRequest);

    public async ValueTask DisposeAsync()
    {
        await writer.StopAsync(CancellationToken.None);
        SqliteConnection.ClearAllPools();
        Folder.Delete(recursive: true);
    }

    private Task<StoredAnswer> AskToAdjustAsync(string memberId, long points, string by) => writer.SubmitAsync(
        new PostAdjustment(
            new AdjustmentBody(memberId, points, AdjustmentReason.Test, "a test"), (by, Nobody), NextRequest(by)));

    private static NamesFound Nobody { get; } = new(new Dictionary<string, string>());

    private static string IdIn(StoredAnswer answer)
    {
        using var body = JsonDocument.Parse(answer.Body);
        Assert.True(answer.Status < 300, body.RootElement.ToString());
        return body.RootElement.GetProperty("id").GetString()!;
    }

    private RedemptionTarget Target(string redemptionId, Category category) =>
        new(redemptionId, seeds.Merchants.First(merchant => merchant.Category == category).Id);

    private KeyedRequest NextRequest(string owner)
    {
        var number = Interlocked.Increment(ref requests);
        return new KeyedRequest(
            $"{owner}/key-{number:D16}", BitConverter.GetBytes(number), new ProblemReader(false, "test"));
    }
}

/// <summary>What is bought: one line.</summary>
public sealed record Sale(Category Category, long UnitPriceFen)
{
    public long Quantity { get; init; } = 1;

    /// <summary>Null: as many as the limits allow.</summary>
    public long? Points { get; init; }

    public bool Capture { get; init; }
}
