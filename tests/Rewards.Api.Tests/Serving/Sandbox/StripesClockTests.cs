using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.CommandLine;
using Rewards.Api.Serving.Sandbox;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Sandbox;

/// <summary>Stripe's clock is the world's: a sandbox that pays at Stripe itself, in test mode, has no clock to move.</summary>
public sealed class StripesClockTests
{
    private static readonly StripeOptions RealKey = new() { SecretKey = "sk_test_51Real", WebhookSecret = "whsec_real" };

    [Fact]
    public async Task Beside_a_real_test_key_the_clock_is_not_moved()
    {
        await using var app = new SqliteApp
        {
            Settings = { ["Stripe:SecretKey"] = RealKey.SecretKey!, ["Stripe:WebhookSecret"] = RealKey.WebhookSecret! },
        };
        await app.InitializeAsync();
        var before = (await app.Caller(null).GetAsync("/sandbox/clock")).Text("now");

        (await app.Caller(null).PostAsync("/sandbox/clock", new { AdvanceSeconds = 60 })).Expect(409, "clock_of_stripe");

        Assert.Equal(before, (await app.Caller(null).GetAsync("/sandbox/clock")).Text("now"));
    }

    [Fact]
    public async Task A_sandbox_whose_clock_was_moved_takes_no_real_test_key()
    {
        await using var app = new SqliteApp();
        await app.InitializeAsync();
        Prepare(app);
        (await app.Caller(null).PostAsync("/sandbox/clock", new { AdvanceSeconds = 60 })).Expect(200);

        var refused = Assert.Throws<StartException>(() => Prepare(app));

        Assert.StartsWith("Stripe:SecretKey: this sandbox's clock was moved", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:5080")]
    [InlineData("ftp://localhost")]
    public void The_sandboxs_Stripe_tells_only_what_has_an_address(string address)
    {
        var refused = Assert.Throws<StartException>(() => RewardsCommand.Parse("sandbox", "stripe", "--tells", address));

        Assert.Contains($"--tells: '{address}' is no address", refused.Message, StringComparison.Ordinal);
    }

    private static void Prepare(SqliteApp app)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForWriting();
        var clock = app.Services.GetRequiredService<Clock>();
        new SandboxSetup(new SandboxMode(true), Options.Create(RealKey), clock).Prepare(db);
    }
}
