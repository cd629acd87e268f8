using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>
/// How the documents describe refusals. That the service refuses as they say is checked with every answer that any
/// test expects: see <see cref="ApiContract"/>.
/// </summary>
public sealed class OpenApiProblemTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    /// <summary>Met by no call in particular, or only by the sandbox's clock, which is in no document.</summary>
    private static readonly string[] OfNoOperation =
        ["internal_error", "method_not_allowed", "clock_moves_forward_only", "clock_of_stripe"];

    private static readonly string[] Audiences = ["member", "merchant", "operator"];

    [Fact]
    public async Task Every_code_of_the_table_is_said_by_an_operation()
    {
        var said = (await RefusalsAsync()).SelectMany(refusal => refusal.Codes).ToHashSet();

        Assert.Equal(
            ProblemCodes.All.Select(code => code.Code).Except(OfNoOperation).Order(), said.Order());
    }

    [Fact]
    public async Task Every_code_has_an_example_of_its_own_with_its_own_status_and_fields()
    {
        Assert.All(await RefusalsAsync(), refusal =>
        {
            Assert.Equal(refusal.Codes, refusal.Examples.Select(example => example.Key));
            Assert.All(refusal.Examples, example =>
            {
                var code = ProblemCodes.Find(example.Key);
                Assert.Equal((code.Code, code.Status), ((string?)example.Value["code"], (int)example.Value["status"]!));
                Assert.Equal(refusal.Status, code.Status);
                Assert.All(
                    code.Facts.Where(fact => fact.IsFor(refusal.Audience)),
                    fact => Assert.NotNull(example.Value[fact.Name]));
            });
        });
    }

    [Fact]
    public async Task Fields_of_a_refusal_have_types_and_are_required_where_every_code_brings_them()
    {
        var refusals = (await RefusalsAsync()).ToLookup(refusal => (refusal.Operation, refusal.Status));

        var notDivisible = Assert.Single(refusals[("refundRedemption", 422)]).Fields;
        Assert.Equal("array", (string?)notDivisible["nearest_fen"]!["type"]);
        var nearest = notDivisible["nearest_fen"]!["items"]!["type"]!.AsArray();
        Assert.Equal(["null", "integer"], nearest.Select(one => (string?)one));
        Assert.Equal("integer", (string?)notDivisible["refundable_fen"]!["type"]);

        var tooMuch = Assert.Single(refusals[("redeem", 422)]).Fields;
        Assert.Equal("#/components/schemas/LimitResponse", (string?)tooMuch["limits"]!["items"]!["$ref"]);
        Assert.Equal("integer", (string?)tooMuch["spendable_points"]!["type"]);

        var notHeld = Assert.Single(refusals[("releaseRedemption", 409)]);
        Assert.Equal("#/components/schemas/RedemptionStatus", (string?)notHeld.Fields["redemption_status"]!["$ref"]);
        var checkedIn = Assert.Single(refusals[("checkIn", 409)]);
        Assert.Equal("date", (string?)checkedIn.Fields["date"]!["format"]);
        Assert.Equal(["date"], checkedIn.Required);
    }

    [Fact]
    public async Task An_adjustment_has_no_limits_and_says_so()
    {
        var refused = (await RefusalsAsync()).Single(refusal => refusal is { Operation: "adjust", Status: 422 });

        Assert.NotNull(refused.Fields["spendable_points"]);
        Assert.Null(refused.Fields["limits"]);
        Assert.Null(refused.Examples["insufficient_points"]["limits"]);
    }

    [Theory]
    [InlineData("redeem", "order_no", "must have 1 to 64 visible ASCII characters")]
    [InlineData("listEntries", "limit", "must be from 1 to 100")]
    [InlineData("addMerchant", "name.zh", null)]
    [InlineData("getCheckIns", "month", "must be a month like 2026-11")]
    public async Task Failed_validation_is_shown_with_a_field_of_the_call(string operation, string field, string? rule)
    {
        var refused = (await RefusalsAsync()).Single(
            refusal => refusal.Operation == operation && refusal.Status == 400);
        var errors = refused.Examples["validation_failed"]["errors"]!.AsObject();

        Assert.Equal(field, Assert.Single(errors).Key);
        Assert.Equal(rule ?? (string?)errors[field]![0], (string?)errors[field]![0]);
    }

    [Fact]
    public async Task Every_answer_names_its_request_and_what_may_be_tried_again_says_when()
    {
        var answers = await AnswersAsync();

        Assert.All(answers, answer => Assert.Contains("X-Request-Id", answer.Headers));
        Assert.All(answers, answer =>
            Assert.Equal(answer.Status is "429" or "503", answer.Headers.Contains("Retry-After")));
        Assert.All(answers, answer => Assert.Equal(
            answer.IsKeyed && answer.Status is ['2', ..] or "404" or "409" or "422",
            answer.Headers.Contains("Idempotent-Replayed")));
    }

    private async Task<IReadOnlyList<Refusal>> RefusalsAsync()
    {
        var refusals = new List<Refusal>();
        foreach (var audience in Audiences)
        {
            var document = await ReadAsync(audience);
            refusals.AddRange(
                from operation in OperationsOf(document)
                from response in operation["responses"]!.AsObject()
                where response.Key[0] is '4' or '5'
                select new Refusal(
                    audience, (string)operation["operationId"]!, response.Key, response.Value!, document));
        }

        return refusals;
    }

    private async Task<IReadOnlyList<(string Status, bool IsKeyed, IReadOnlyList<string> Headers)>> AnswersAsync()
    {
        var answers = new List<(string, bool, IReadOnlyList<string>)>();
        foreach (var audience in Audiences)
        {
            answers.AddRange(
                from operation in OperationsOf(await ReadAsync(audience))
                from response in operation["responses"]!.AsObject()
                let isKeyed = operation["parameters"]?.AsArray()
                    .Any(parameter => (string?)parameter!["name"] == "Idempotency-Key") == true
                let headers = response.Value!["headers"]!.AsObject().Select(header => header.Key).ToList()
                select (response.Key, isKeyed, (IReadOnlyList<string>)headers));
        }

        return answers;
    }

    private static IEnumerable<JsonNode> OperationsOf(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private async Task<JsonNode> ReadAsync(string audience) =>
        (await app.Caller(null).GetAsync($"/openapi/{audience}.json")).Expect(200).Body!;

    /// <summary>One status with which one operation may refuse.</summary>
    private sealed class Refusal(
        string audience, string operation, string status, JsonNode described, JsonNode document)
    {
        private readonly JsonNode content = described["content"]!["application/problem+json"]!;

        public string Audience => audience;

        public string Operation => operation;

        public int Status => int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);

        public JsonNode Fields => content["schema"]!["allOf"]![1]!["properties"]!;

        public IEnumerable<string> Required =>
            content["schema"]!["allOf"]![1]!["required"]!.AsArray().Select(name => (string)name!);

        public IReadOnlyList<string> Codes => [.. Fields["code"]!["enum"]!.AsArray().Select(code => (string)code!)];

        public Dictionary<string, JsonNode> Examples => content["examples"]!.AsObject().ToDictionary(
            example => example.Key,
            example => (example.Value!["$ref"] is null
                ? example.Value
                : document["components"]!["examples"]![example.Key])!["value"]!);
    }
}
