using System.Text.Json;
using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>
/// The contract in <c>openapi/</c> is what the service serves, and <c>docs/errors.md</c> lists all of its errors.
/// REWARDS_WRITE_OPENAPI=1 writes them anew.
/// </summary>
public sealed class OpenApiTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static TheoryData<string> Audiences { get; } = ["member", "merchant", "operator"];

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task The_committed_contract_is_what_is_served(string audience)
    {
        var served = (await ReadAsync(audience)).ToJsonString(Indented) + "\n";
        await CompareAsync($"openapi/{audience}.json", served);
    }

    [Theory]
    [InlineData("docs/errors.md", false)]
    [InlineData("docs/errors.zh-CN.md", true)]
    public Task The_page_of_all_errors_is_made_from_the_table(string page, bool chinese) =>
        CompareAsync(page, new ErrorsPage(chinese).Render());

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task Every_operation_says_what_it_does_and_how_it_fails(string audience)
    {
        var operations = Operations(await ReadAsync(audience)).ToList();

        Assert.All(operations, operation =>
        {
            Assert.NotNull(operation["summary"]);
            Assert.NotNull(operation["description"]);
            Assert.NotNull(operation["security"]);
            Assert.NotNull(operation["operationId"]);
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('4'));
            Assert.All(
                operation["parameters"]?.AsArray() ?? [], parameter => Assert.NotNull(parameter!["description"]));
        });
    }

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task A_document_says_which_version_of_the_changelog_it_is_who_serves_it_and_what_its_parts_are(
        string audience)
    {
        var document = await ReadAsync(audience);
        var changelog = await File.ReadAllLinesAsync(
            Repository.File("CHANGELOG.md"), TestContext.Current.CancellationToken);
        var newest = changelog.First(line => line.StartsWith("## ", StringComparison.Ordinal)).Split(' ', ',')[1];

        Assert.Equal(newest, document["info"]!["version"]!.GetValue<string>());
        Assert.Equal("/", Assert.Single(document["servers"]!.AsArray())!["url"]!.GetValue<string>());
        Assert.All(document["tags"]!.AsArray(), tag => Assert.NotNull(tag!["description"]));
    }

    [Theory]
    [InlineData("member", "SessionResponse", "invitation")]
    [InlineData("merchant", "RedemptionsResponse", "totals")]
    [InlineData("operator", "JobResponse", "last_run")]
    public async Task An_object_that_may_be_missing_may_be_null_in_the_document(
        string audience, string schema, string member)
    {
        var described =
            (await ReadAsync(audience))["components"]!["schemas"]![schema]!["properties"]![member]!["oneOf"]!.AsArray();

        Assert.StartsWith("#/components/schemas/", (string?)described[0]!["$ref"]);
        Assert.Equal("null", (string?)described[1]!["type"]);
    }

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task Every_field_says_what_it_means(string audience)
    {
        var schemas = (await ReadAsync(audience))["components"]!["schemas"]!.AsObject();

        var silent = from schema in schemas
                     from property in schema.Value!["properties"]?.AsObject() ?? []
                     where property.Value!["description"] is null
                     select $"{schema.Key}.{property.Key}";

        Assert.Empty(silent);
    }

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task Every_request_body_has_an_example(string audience)
    {
        var without = from operation in Operations(await ReadAsync(audience))
                      let content = operation["requestBody"]?["content"]?["application/json"]
                      where content is not null && content["example"] is null
                      select operation["operationId"]!.GetValue<string>();

        Assert.Empty(without);
    }

    [Fact]
    public async Task Every_call_that_needs_a_key_has_an_example_of_its_own()
    {
        var keys = new List<string>();
        foreach (var audience in new[] { "merchant", "operator" })
        {
            keys.AddRange(Operations(await ReadAsync(audience)).Select(ExampleKey).OfType<string>());
        }

        Assert.Equal(36, keys.Count);
        Assert.Equal(keys.Distinct(), keys);
    }

    [Fact]
    public async Task Known_ids_are_examples_that_exist()
    {
        var paths = (await ReadAsync("operator"))["paths"]!;
        var member = Parameter(paths["/v1/operator/members/{id}"]!["get"]!, "id")!["example"]!.GetValue<string>();

        (await app.Operator().GetAsync("/v1/operator/members/" + member)).Expect(200);
        (await app.Operator().GetAsync($"/v1/operator/members/{member}/lots")).Expect(200);
        (await app.Operator().GetAsync($"/v1/operator/members/{member}/entries")).Expect(200);
    }

    [Fact]
    public async Task The_merchants_examples_work_one_after_another_as_they_are_written()
    {
        var paths = (await ReadAsync("merchant"))["paths"]!;
        var till = app.Till().Caller;

        (await till.PostAsync("/v1/quotes", Example(paths, "/v1/quotes"))).Expect(200);
        var held = (await PostAsync(till, paths, "/v1/redemptions")).Expect(201).Text("id");
        (await PostAsync(till, paths, "/v1/redemptions/{id}/capture", held)).Expect(200);
        (await PostAsync(till, paths, "/v1/redemptions/{id}/refunds", held)).Expect(201);
        (await PostAsync(till, paths, "/v1/redemptions/{id}/release", held)).Expect(409, "redemption_not_held");
    }

    [Fact]
    public async Task The_example_of_a_release_gives_a_hold_back()
    {
        var paths = (await ReadAsync("merchant"))["paths"]!;
        var held = await app.Till().RedeemAsync(await app.SignUpAsync(), 8800);

        var key = ExampleKey(paths["/v1/redemptions/{id}/release"]!["post"]!)! + "-again";
        var released = await app.Till().Caller.PostAsync(
            $"/v1/redemptions/{held.Text("id")}/release", Example(paths, "/v1/redemptions/{id}/release"), key);

        Assert.Equal("released", released.Expect(200).Text("status"));
    }

    [Fact]
    public async Task The_other_examples_work_too()
    {
        var (member, operators) = ((await ReadAsync("member"))["paths"]!, (await ReadAsync("operator"))["paths"]!);
        var admin = app.Operator();

        (await app.Caller(null).PostAsync("/v1/member/sessions", Example(member, "/v1/member/sessions"))).Expect(201);
        (await PostAsync(admin, operators, "/v1/operator/adjustments")).Expect(201);
        (await admin.PostAsync("/v1/operator/merchants", Example(operators, "/v1/operator/merchants"))).Expect(201);
        var merchant =
            Parameter(operators["/v1/operator/merchants/{id}/keys"]!["post"]!, "id")!["example"]!.GetValue<string>();
        (await admin.PostAsync(
            $"/v1/operator/merchants/{merchant}/keys",
            Example(operators, "/v1/operator/merchants/{id}/keys"))).Expect(201);
    }

    [Fact]
    public async Task What_goes_through_the_writer_may_be_overloaded_and_an_open_door_asks_for_no_credential()
    {
        var merchant = (await ReadAsync("merchant"))["paths"]!;
        var member = (await ReadAsync("member"))["paths"]!;
        var operators = (await ReadAsync("operator"))["paths"]!;

        Assert.All(
            new[]
            {
                merchant["/v1/redemptions/{id}/refunds"]!["post"]!, member["/v1/member/sessions"]!["post"]!,
                member["/v1/member/check-ins"]!["post"]!, operators["/v1/operator/merchants/{id}"]!["patch"]!,
                operators["/v1/operator/jobs/{name}/runs"]!["post"]!,
            },
            operation => Assert.Contains("`overloaded`", Describe(operation, "503"), StringComparison.Ordinal));
        Assert.DoesNotContain(
            "`overloaded`", Describe(merchant["/v1/redemptions/{id}"]!["get"]!, "503"), StringComparison.Ordinal);
        Assert.Null(member["/v1/member/sessions"]!["post"]!["responses"]!["401"]);
        Assert.Empty(member["/v1/member/sessions"]!["post"]!["security"]!.AsArray());
    }

    [Fact]
    public async Task Swagger_is_served_with_all_three_documents()
    {
        var page = await app.CreateClient()
            .GetStringAsync(new Uri("/swagger/index.js", UriKind.Relative), TestContext.Current.CancellationToken);

        foreach (var path in new[] { "member", "merchant", "operator" }.Select(audience => $"/swagger/documents/{audience}.json"))
        {
            Assert.Contains(path, page, StringComparison.Ordinal);
            Assert.NotEmpty((await app.Caller(null).GetAsync(path)).Expect(200)["paths"]!.AsObject());
        }
    }

    private static string Example(JsonNode paths, string path) =>
        paths[path]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!.ToJsonString();

    private static JsonNode? Parameter(JsonNode operation, string name) =>
        operation["parameters"]?.AsArray().FirstOrDefault(parameter => parameter!["name"]!.GetValue<string>() == name);

    private static string? ExampleKey(JsonNode operation) =>
        Parameter(operation, "Idempotency-Key")?["example"]!.GetValue<string>();

    private static string Describe(JsonNode operation, string status) =>
        operation["responses"]![status]!["description"]!.GetValue<string>();

    /// <summary>As the document says: its body, with its key.</summary>
    private static Task<Answer> PostAsync(Caller caller, JsonNode paths, string path, string id = "") =>
        caller.PostAsync(
            path.Replace("{id}", id, StringComparison.Ordinal),
            Example(paths, path),
            ExampleKey(paths[path]!["post"]!));

    private static IEnumerable<JsonNode> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private static async Task CompareAsync(string path, string text)
    {
        var file = Repository.File(path);
        if (Environment.GetEnvironmentVariable("REWARDS_WRITE_OPENAPI") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), text);
    }

    private async Task<JsonNode> ReadAsync(string audience) =>
        (await app.Caller(null).GetAsync($"/openapi/{audience}.json")).Expect(200).Body!;
}
