using System.Text.Json;
using System.Text.Json.Nodes;
using Rewards.Api.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Http;

/// <summary>The contract in <c>openapi/</c> is what the service serves. REWARDS_WRITE_OPENAPI=1 writes it anew.</summary>
public sealed class OpenApiTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static TheoryData<string> Audiences { get; } = ["member", "merchant", "operator"];

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task The_committed_contract_is_what_is_served(string audience)
    {
        var served = (await ReadAsync(audience)).ToJsonString(Indented) + "\n";
        var file = Repository.File(Path.Combine("openapi", audience + ".json"));
        if (Environment.GetEnvironmentVariable("REWARDS_WRITE_OPENAPI") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, served, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), served);
    }

    [Theory]
    [MemberData(nameof(Audiences))]
    public async Task Every_operation_says_what_it_does_and_how_it_fails(string audience)
    {
        var operations = Operations(await ReadAsync(audience)).ToList();

        Assert.All(operations, operation =>
        {
            Assert.NotNull(operation["summary"]);
            Assert.NotNull(operation["operationId"]);
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('2'));
            Assert.Contains(operation["responses"]!.AsObject(), response => response.Key.StartsWith('4'));
            Assert.All(operation["parameters"]?.AsArray() ?? [], parameter => Assert.NotNull(parameter!["description"]));
        });
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
                      where operation["requestBody"]?["required"] is not null && content!["example"] is null
                      select operation["operationId"]!.GetValue<string>();

        Assert.Empty(without);
    }

    [Fact]
    public async Task The_merchants_examples_work_with_the_demo_key_as_they_are_written()
    {
        var paths = (await ReadAsync("merchant"))["paths"]!;
        var till = app.Till().Caller;

        (await till.PostAsync("/v1/quotes", Example(paths, "/v1/quotes"))).Expect(200);
        var held = (await till.PostKeyedAsync("/v1/redemptions", Example(paths, "/v1/redemptions"))).Expect(201);
        (await till.PostKeyedAsync($"/v1/redemptions/{held.Text("id")}/capture", Example(paths, "/v1/redemptions/{id}/capture"))).Expect(200);
        (await till.PostKeyedAsync($"/v1/redemptions/{held.Text("id")}/refunds", Example(paths, "/v1/redemptions/{id}/refunds"))).Expect(201);
    }

    [Fact]
    public async Task The_other_examples_work_too()
    {
        var (member, operators) = ((await ReadAsync("member"))["paths"]!, (await ReadAsync("operator"))["paths"]!);

        (await app.Caller(null).PostAsync("/v1/member/sessions", Example(member, "/v1/member/sessions"))).Expect(201);
        (await app.Operator().PostKeyedAsync("/v1/operator/adjustments", Example(operators, "/v1/operator/adjustments"))).Expect(201);
        var added = await app.Operator().PostAsync("/v1/operator/merchants", Example(operators, "/v1/operator/merchants"));
        var merchant = "/v1/operator/merchants/" + added.Expect(201).Text("id");
        (await app.Operator().PostAsync(merchant + "/keys", Example(operators, "/v1/operator/merchants/{id}/keys"))).Expect(201);
    }

    [Fact]
    public async Task Swagger_is_served_with_all_three_documents()
    {
        var page = await app.CreateClient().GetStringAsync(new Uri("/swagger/index.js", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.All(new[] { "member", "merchant", "operator" }, audience => Assert.Contains($"/openapi/{audience}.json", page));
    }

    private static string Example(JsonNode paths, string path) =>
        paths[path]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!.ToJsonString();

    private static IEnumerable<JsonNode> Operations(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!);

    private async Task<JsonNode> ReadAsync(string audience) => (await app.Caller(null).GetAsync($"/openapi/{audience}.json")).Expect(200).Body!;
}
