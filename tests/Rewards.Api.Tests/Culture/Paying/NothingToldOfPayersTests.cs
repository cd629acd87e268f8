using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.Sandbox.Stripe;
using Rewards.Api.Tests.Support;
using Stripe;

namespace Rewards.Api.Tests.Culture.Paying;

/// <summary>
/// Secrets, cards, names and addresses of who pays: Stripe says them, in events and in answers, and none is kept, neither in
/// rows nor in the log, which is read as it would be at its finest.
/// </summary>
public sealed class NothingToldOfPayersTests : IAsyncLifetime
{
    private const string Key = "sk_test_canary5e1f0a";
    private const string Secret = "whsec_canary77b2c9";
    private const string Card = "4000002760003184";

    private readonly SqliteApp app = new()
    {
        Log = new LogBook(),
        Settings =
        {
            ["Stripe:SecretKey"] = Key,
            ["Stripe:WebhookSecret"] = Secret,
            ["Stripe:ApiBase"] = FakeStripe.OwnBase.ToString(),
            ["Logging:LogLevel:Default"] = "Trace",
        },
    };

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Whatever_happens_to_a_payment_nothing_of_it_is_in_the_log_or_in_a_row()
    {
        var desk = new PayingDesk(app);
        var (member, order) = await desk.OrderAsync();
        await desk.FailAsync(new { Calls = "error" });
        (await PayingDesk.PayAsync(member, order)).Expect(503);
        await desk.FailAsync(new { Calls = "normal" });
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);
        await desk.PayThereAsync(session);
        Assert.Equal(204, await desk.TellAsync(EventOf(session), Secret));
        Assert.Equal(400, await desk.TellAsync(EventOf(session), "whsec_another"));
        Assert.Equal(400, await desk.TellAsync(EventOf(session)[..^9], Secret));
        await app.RunJobAsync("settle-payments");
        (await member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { })).Expect(200);
        await app.RunJobAsync("settle-payments");
        await app.RunJobAsync("reconcile-payments");

        Assert.Equal((7_000, 7_000), await desk.BooksAsync(order));
        string[] canaries = [Key, Secret, Card, FakeSession.Payer, FakeSession.PayerAddress];
        var rows = Rows();
        Assert.Contains(rows, row => row.Contains(session, StringComparison.Ordinal));
        Assert.All(canaries, canary =>
        {
            Assert.DoesNotContain(app.Log!.Lines, line => line.Text.Contains(canary, StringComparison.Ordinal)
                || line.Fields.Values.Any(value => $"{value}".Contains(canary, StringComparison.Ordinal)));
            Assert.DoesNotContain(rows, row => row.Contains(canary, StringComparison.Ordinal));
        });
    }

    private static string EventOf(string session) => $$"""
        {"id":"evt_canary","object":"event","type":"checkout.session.completed","api_version":"{{StripeConfiguration.ApiVersion}}","livemode":false,
         "data":{"object":{"id":"{{session}}","customer_details":{"email":"{{FakeSession.PayerAddress}}","name":"{{FakeSession.Payer}}"},"card":{"number":"{{Card}}"} } } }
        """;

    /// <summary>Every row of every table, as text.</summary>
    private List<string> Rows()
    {
        using var connection = app.Services.GetRequiredService<Database>().OpenReadConnection();
        return [.. Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
            .SelectMany(table => Read(connection, $"SELECT * FROM \"{table}\""))];
    }

    private static List<string> Read(DbConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) switch
            {
                byte[] bytes => System.Text.Encoding.Latin1.GetString(bytes),
                var value => $"{value}",
            })));
        }

        return rows;
    }
}
