using System.Globalization;
using System.Text.Json.Nodes;
using Rewards.Api.Platform;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>The part of Stripe's API that the service calls.</summary>
internal static class FakeStripeEndpoints
{
    /// <summary>In place of an answer's status: there is none yet.</summary>
    private const int UnderWay = 0;

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static void MapFakeStripeApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(FakeStripe.Prefix + "/v1").AllowAnonymous().ExcludeFromDescription().DisableAntiforgery();
        api.AddEndpointFilter(FailAsync);
        api.AddEndpointFilter(RepeatAsync);
        api.MapPost("/checkout/sessions", StartAsync);
        api.MapGet("/checkout/sessions", ListSessionsAsync);
        api.MapGet("/checkout/sessions/{id}", async (string id, HttpContext context, FakeStripe stripe) =>
            await stripe.FindSessionAsync(id) is { } session ? Ok(session.ToJson(AddressOf(session, context))) : Missing(id));
        api.MapPost("/checkout/sessions/{id}/expire", EndAsync);
        api.MapPost("/refunds", RefundAsync);
        api.MapGet("/refunds", ListRefundsAsync);
        api.MapGet("/refunds/{id}", async (string id, FakeStripe stripe) =>
            await stripe.FindRefundAsync(id) is { } refund ? Ok(refund.ToJson()) : Missing(id));
        api.MapGet("/disputes", ListDisputesAsync);
        api.MapGet("/disputes/{id}", async (string id, FakeStripe stripe) =>
            await stripe.FindDisputeAsync(id) is { } dispute ? Ok(dispute.ToJson()) : Missing(id));
    }

    private static async Task<IResult> StartAsync(HttpContext context, FakeStripe stripe, Clock clock)
    {
        var (form, now) = (await FormOf(context), clock.GetUtcNow());
        var expires = DateTimeOffset.FromUnixTimeSeconds(Number(form["expires_at"]) ?? now.Add(Longest).ToUnixTimeSeconds());
        if (WhyNoSession(form, expires, now) is { } no)
        {
            return no;
        }

        var session = await stripe.StartAsync((id, created) => SessionOf(form, id, created, expires));
        return Ok(session.ToJson(AddressOf(session, context)));
    }

    private static FakeResult? WhyNoSession(FakeStripeForm form, DateTimeOffset expires, DateTimeOffset now)
    {
        if (form.Unknown(FakeStripeForm.OfSession) is { } unknown)
        {
            return Error(400, "parameter_unknown", $"Received unknown parameter: {unknown}");
        }

        // A second of grace: Stripe's own clock is a little behind or before as well.
        if (expires < now + Shortest - TimeSpan.FromSeconds(1) || expires > now + Longest)
        {
            return Error(400, "parameter_invalid_integer", "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.");
        }

        return AmountOf(form) is >= 1 and <= 99_999_999
            ? null
            : Error(400, "amount_too_small", "The Checkout Session's total amount must be at least 1.");
    }

    private static FakeSession SessionOf(
        FakeStripeForm form, string id, DateTimeOffset created, DateTimeOffset expires) => new(
            id,
            AmountOf(form)!.Value,
            form["line_items[0][price_data][currency]"] ?? "usd",
            form["line_items[0][price_data][product_data][name]"] ?? "",
            form["client_reference_id"],
            form.Metadata(),
            form["success_url"],
            form["cancel_url"],
            created.ToUnixTimeSeconds(),
            expires.ToUnixTimeSeconds());

    private static long? AmountOf(FakeStripeForm form) => Number(form["line_items[0][price_data][unit_amount]"]);

    private static async Task<IResult> EndAsync(string id, HttpContext context, FakeStripe stripe) =>
        await stripe.EndAsync(id) switch
        {
            { Session: null } => Missing(id),
            { IsEnded: true, Session: var session } => Ok(session.ToJson(AddressOf(session, context))),
            _ => Error(400, null, "Only Checkout Sessions with a status in [\"open\"] can be expired."),
        };

    private static async Task<IResult> RefundAsync(HttpContext context, FakeStripe stripe)
    {
        var form = await FormOf(context);
        if (form.Unknown(FakeStripeForm.OfRefund) is { } unknown)
        {
            return Error(400, "parameter_unknown", $"Received unknown parameter: {unknown}");
        }

        var refund = await stripe.RefundAsync(
            form["payment_intent"] ?? "", Number(form["amount"]), (form["reason"], form.Metadata()));
        return refund is null
            ? Error(400, "charge_already_refunded", "Refund amount is greater than unrefunded amount on charge.")
            : Ok(refund.ToJson());
    }

    private static async Task<IResult> ListSessionsAsync(HttpContext context, FakeStripe stripe) =>
        List(context, (await stripe.SessionsAsync()).ConvertAll(
            session => (session.Id, session.Created, session.ToJson(AddressOf(session, context)))));

    private static async Task<IResult> ListRefundsAsync(HttpContext context, FakeStripe stripe) =>
        List(context, (await stripe.RefundsAsync()).ConvertAll(refund => (refund.Id, refund.Created, refund.ToJson())));

    private static async Task<IResult> ListDisputesAsync(HttpContext context, FakeStripe stripe) =>
        List(context, (await stripe.DisputesAsync()).ConvertAll(dispute => (dispute.Id, dispute.Created, dispute.ToJson())));

    /// <summary>The newest first, in pages, as Stripe lists.</summary>
    private static FakeResult List(HttpContext context, List<(string Id, long Created, JsonObject Json)> all)
    {
        var query = context.Request.Query;
        var (from, until) = (Number(query["created[gte]"]) ?? 0, Number(query["created[lt]"]) ?? long.MaxValue);
        var rows = all.Where(row => row.Created >= from && row.Created < until)
            .OrderByDescending(row => row.Created)
            .ThenBy(row => row.Id, StringComparer.Ordinal)
            .ToList();
        var after = rows.FindIndex(row => row.Id == query["starting_after"].ToString()) + 1;
        var limit = (int)(Number(query["limit"]) ?? 10);
        return Ok(new JsonObject
        {
            ["object"] = "list",
            ["has_more"] = rows.Count > after + limit,
            ["url"] = context.Request.Path.Value![FakeStripe.Prefix.Length..],
            ["data"] = new JsonArray([.. rows.Skip(after).Take(limit).Select(row => row.Json)]),
        });
    }

    private static async ValueTask<object?> FailAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        switch (context.RequestServices.GetRequiredService<FakeStripe>().Calls)
        {
            case CallFault.Error:
                return Error(500, null, "Something went wrong on Stripe's end.");
            case CallFault.Away:
                context.Abort();
                return Results.Empty;
            case CallFault.Slow:
                await Task.Delay(Slow, context.RequestAborted);
                return await next(call);
            case CallFault.LostAnswer:
                await next(call);
                context.Abort();
                return Results.Empty;
            default:
                return await next(call);
        }
    }

    /// <summary>The first answer to a key is the answer to it, for a day; other parameters under it are a mistake.</summary>
    private static async ValueTask<object?> RepeatAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        if (!HttpMethods.IsPost(context.Request.Method) || key.Length == 0)
        {
            return await next(call);
        }

        var books = context.RequestServices.GetRequiredService<FakeStripeBooks>();
        var request = context.Request.Path + "?" + await FormOf(context);
        if (!await books.AddAsync("key/" + key, new FakeAnswer(request, UnderWay, "")))
        {
            return Repeated((await books.FindAsync<FakeAnswer>("key/" + key))!, request);
        }

        var answer = await next(call);
        if (answer is FakeResult { Status: < 400 } result)
        {
            await books.ChangeAsync<FakeAnswer>("key/" + key, _ => new FakeAnswer(request, result.Status, result.Json.ToJsonString()));
        }
        else
        {
            await books.RemoveAsync("key/" + key);
        }

        return answer;
    }

    private static IResult Repeated(FakeAnswer known, string request) =>
        known.Request != request
            ? Error(400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters they were first used with.")
        : known.Status == UnderWay
            ? Error(409, "idempotency_key_in_use", "There is currently another in-progress request using this key.")
        : Results.Text(known.Body, "application/json", statusCode: known.Status);

    private static async Task<FakeStripeForm> FormOf(HttpContext context) =>
        new(context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty);

    /// <summary>
    /// Where the session's page is opened: within the service under the address to which members come back, for this
    /// process itself may stand behind a proxy and have another.
    /// </summary>
    private static string AddressOf(FakeSession session, HttpContext context) =>
        context.RequestServices.GetRequiredService<FakeStripeListeners>().AreThisProcess
            && Uri.TryCreate(session.Paid, UriKind.Absolute, out var back)
                ? back.GetLeftPart(UriPartial.Authority)
                : $"{context.Request.Scheme}://{context.Request.Host}";

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FakeResult Ok(JsonObject json) => new(200, json);

    private static FakeResult Missing(string id) => Error(404, "resource_missing", $"No such object: '{id}'");

    private static FakeResult Error(int status, string? code, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject { ["type"] = status < 500 ? "invalid_request_error" : "api_error", ["code"] = code, ["message"] = message },
    });

    private sealed record FakeResult(int Status, JsonObject Json) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = Status;
            httpContext.Response.Headers["Request-Id"] = "req_sandbox";
            return httpContext.Response.WriteAsJsonAsync(Json);
        }
    }
}
