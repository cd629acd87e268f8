using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Serving.Sandbox.Stripe;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>What a town needs of the service, in this process or in others.</summary>
internal abstract class PaidService
{
    /// <summary>Where the sandbox's Stripe is paid, and told to fail.</summary>
    public abstract Caller Stripe { get; }

    public abstract Caller Caller(string? credential);

    public abstract Task<DateTimeOffset> NowAsync();

    public abstract Task<Member> SignUpAsync();

    /// <summary>Time passes, now or with the next rest at the latest.</summary>
    public abstract Task PassAsync(TimeSpan by);

    /// <summary>Time passes at once.</summary>
    public abstract Task AdvanceAsync(TimeSpan by);

    /// <summary>Runs a job that begins now to its end.</summary>
    public abstract Task<Answer> RunJobAsync(string name);

    /// <summary>What Stripe has to tell is told.</summary>
    public abstract Task UntilToldAsync();

    public abstract Task VerifyAsync();

    protected virtual Task UntilAllNodesKnowAsync() => Task.CompletedTask;

    /// <summary>What Stripe tells is not waited for: what is due is asked.</summary>
    public async Task<Answer> SettleAsync()
    {
        await UntilToldAsync();
        return await RunJobAsync("settle-payments");
    }

    public async Task FailAsync(object faults) => (await Stripe.PostAsync("/sandbox/stripe/faults", faults)).Expect(204);

    /// <summary>A film, tomorrow, or something else.</summary>
    public async Task<(string Offer, string Slot)> PublishAsync(int places, object? what = null)
    {
        var cinema = Caller("rk_test_cinema");
        var offer = (await cinema.PostKeyedAsync("/v1/merchant/offers", what ?? PayingDesk.Film())).Expect(201).Text("id");
        (await cinema.PostKeyedAsync($"/v1/merchant/offers/{offer}/submit", new { })).Expect(200);
        (await Caller("op_test_operator").PostKeyedAsync($"/v1/operator/offers/{offer}/approve", new { Version = 1 })).Expect(200);
        await UntilAllNodesKnowAsync();
        var slots = new { Slots = new[] { SupplyDesk.Slot((await NowAsync()).AddHours(26), places) } };
        var made = (await cinema.PostKeyedAsync($"/v1/merchant/offers/{offer}/slots", slots)).Expect(201);
        return (offer, made.Data[0]["id"]!.GetValue<string>());
    }
}

/// <summary>In this process, with a clock that stands still.</summary>
internal sealed class PaidApp(RewardsApp app) : PaidService
{
    public override Caller Stripe { get; } = app.Caller(null);

    public override Caller Caller(string? credential) => app.Caller(credential);

    public override Task<DateTimeOffset> NowAsync() => Task.FromResult(app.Time.GetUtcNow());

    public override Task<Member> SignUpAsync() => app.SignUpAsync();

    public override Task PassAsync(TimeSpan by) => AdvanceAsync(by);

    public override Task AdvanceAsync(TimeSpan by)
    {
        app.Time.Advance(by);
        return Task.CompletedTask;
    }

    public override Task<Answer> RunJobAsync(string name) => app.RunJobAsync(name);

    public override async Task UntilToldAsync()
    {
        var events = app.Services.GetRequiredService<FakeStripeEvents>();
        while (events.Untold > 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public override Task VerifyAsync()
    {
        Assert.Empty(app.Verify().Findings);
        return Task.CompletedTask;
    }
}
