using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying.Stripe;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Serving.Sandbox.Stripe;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>The sandbox's switches: its clock, its Stripe's faults, and what happened there; all of them are calls, too.</summary>
internal static class SandboxPage
{
    public const string Address = "/sandbox";

    private const string Switches = Address + "/switches";

    private static readonly (string Says, int Seconds)[] Steps =
        [("+ 1 minute", 60), ("+ 1 hour", 3_600), ("+ 1 day", 86_400), ("+ 30 days", 2_592_000)];

    public static void MapSandboxPage(this IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup(Address).AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        page.MapGet("/", ShowAsync);
        page.MapPost("/switches/clock/{seconds:int:min(1)}", MoveAsync);
        page.MapPost("/switches/faults", Fail);
        page.MapPost("/switches/{kind}/{id}/{act}", ActAsync);
    }

    private static async Task<IResult> ShowAsync(
        SandboxClock sandbox, Clock clock, FakeStripe stripe, FakeStripeEvents events, IOptions<StripeOptions> options) =>
        SandboxHtml.Page(
            "Sandbox",
            $"""
            <p><a href="/">Members' site</a> · <a href="/swagger">Swagger</a></p>
            {Clock(sandbox, clock)}
            <h2>Stripe</h2>
            {await StripeAsync(stripe, events, options.Value)}
            <h2>Everybody knows these</h2>
            {Credentials()}
            """);

    private static string Clock(SandboxClock sandbox, Clock clock)
    {
        var now = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        var buttons = sandbox.CanBeMoved
            ? string.Concat(Steps.Select(step => SandboxHtml.Button($"{Switches}/clock/{step.Seconds}", step.Says)))
            : "<p>It is Stripe's, too, and is not moved while a key of Stripe's is set.</p>";
        return $"<h2>Clock: {now}</h2>{buttons}";
    }

    private static async Task<string> StripeAsync(FakeStripe stripe, FakeStripeEvents events, StripeOptions options)
    {
        if (!FakeStripe.IsMeantBy(options))
        {
            return """<p>Payments are Stripe's own, in test mode: <a href="https://dashboard.stripe.com/test/payments">its dashboard</a>.</p>""";
        }

        if (options.ApiBase is { } elsewhere && elsewhere != FakeStripe.OwnBase)
        {
            var there = SandboxHtml.Text(new Uri(elsewhere, Address).AbsoluteUri);
            return $"""<p>It runs as a process of its own: <a href="{there}">{there}</a>.</p>""";
        }

        return $"""
            <form method="post" action="{Switches}/faults">
            {Choice("Calls", "calls", stripe.Calls)} {Choice("Events", "events", events.Fault)}
            <label>for <input name="for_seconds" inputmode="numeric" size="5"> s (empty: until changed)</label>
            <button>Set</button>
            </form>
            <p>{events.Untold} events untold.</p>
            {await FakeStripeBooksTable.ShowAsync(stripe, Switches)}
            """;
    }

    private static string Choice<T>(string says, string name, T current)
        where T : struct, Enum
    {
        var options = string.Concat(Enum.GetValues<T>().Select(value =>
            $"<option{(value.Equals(current) ? " selected" : "")}>{WireName.Of(value)}</option>"));
        return $"""<label>{says} <select name="{name}">{options}</select></label>""";
    }

    private static string Credentials() => SandboxHtml.Table(
        [
            .. DemoCredentials.Keys.Select(key => (string[])
                ["Merchant", $"<code>{key.Secret}</code>", $"{SandboxHtml.Text(key.Merchant)}: {string.Join(", ", key.Scopes)}"]),
            .. DemoCredentials.Operators.Select(person => (string[])
                ["Operator", $"<code>{person.Secret}</code>", WireName.Of(person.Role)]),
            ["Member", "<code>sandbox-alice</code>", "POST /v1/member/sessions as <code>wechat_code</code>; any name works"],
        ]);

    private static async Task<IResult> MoveAsync(int seconds, SandboxClock sandbox) =>
        await sandbox.MoveAsync(new MoveClockBody(seconds)) is { } problem ? problem : Back();

    private static IResult Fail(
        [FromForm] string? calls,
        [FromForm] string? events,
        [FromForm(Name = "for_seconds")] string? forSeconds,
        FakeStripe stripe,
        FakeStripeEvents told)
    {
        if (!TryRead(forSeconds, out var lasts))
        {
            return new ProblemResult(BindingException.Invalid("for_seconds", FakeStripeFaultsBody.Seconds).Problem);
        }

        // The form sends both: one that stays as it is keeps its own end.
        if (WireName.TryParse<CallFault>(calls, out var answered) && answered != stripe.Calls)
        {
            stripe.Fail(answered, lasts);
        }

        if (WireName.TryParse<EventFault>(events, out var kind) && kind != told.Fault)
        {
            told.Fail(kind, lasts);
        }

        return Back();
    }

    /// <param name="forSeconds">Empty: without an end.</param>
    /// <param name="lasts">How long.</param>
    private static bool TryRead(string? forSeconds, out TimeSpan? lasts)
    {
        lasts = null;
        if (string.IsNullOrWhiteSpace(forSeconds))
        {
            return true;
        }

        var isNumber = int.TryParse(forSeconds.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        lasts = TimeSpan.FromSeconds(seconds);
        return isNumber && seconds is >= 1 and <= FakeStripeFaultsBody.LongestSeconds;
    }

    private static async Task<IResult> ActAsync(string kind, string id, string act, FakeStripe stripe)
    {
        object? done = (kind, act) switch
        {
            ("sessions", "pay") => await stripe.PayAsync(id),
            ("sessions", "pay-late") => await stripe.PayAsync(id, atTheLastSecond: true),
            ("sessions", "close") => (await stripe.EndAsync(id)).Session,
            ("refunds", "fail") => await stripe.FailRefundAsync(id),
            ("payments", "dispute") => await stripe.DisputeAsync(id, amount: null),
            ("disputes", "win") => await stripe.CloseDisputeAsync(id, FakeDispute.Won),
            ("disputes", "lose") => await stripe.CloseDisputeAsync(id, FakeDispute.Lost),
            _ => null,
        };
        return done is null ? new ProblemResult(Problem.NotFound) : Back();
    }

    /// <summary>Asked for again by GET, so that going back repeats nothing.</summary>
    private static IResult Back() => Results.Redirect(Address, permanent: false, preserveMethod: false);
}
