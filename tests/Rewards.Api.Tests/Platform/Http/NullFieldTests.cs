using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>Null is a value only where the contract says so: each field of each body, found in the documents.</summary>
public sealed class NullFieldTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Theory]
    [InlineData("member")]
    [InlineData("merchant")]
    [InlineData("operator")]
    public async Task A_field_takes_null_exactly_where_its_document_says_so(string audience)
    {
        var document = (await app.Caller(null).GetAsync($"/openapi/{audience}.json")).Expect(200).Body!;
        var caller = await CallerAsync(audience);
        var fields = FieldsIn(document).ToList();

        Assert.NotEmpty(fields);
        foreach (var (path, operation, field, mayBeNull) in fields)
        {
            var answer = await SendAsync(caller, path, operation, field);

            Assert.True(
                mayBeNull == (answer.Code != "malformed_request"),
                $"{path}: {field} as null was answered with {answer.Status} {answer.Code}");
        }
    }

    private async Task<Caller> CallerAsync(string audience) => audience switch
    {
        "member" => (await app.SignUpAsync()).Caller,
        "merchant" => app.Till().Caller,
        _ => app.Operator(),
    };

    private static IEnumerable<(string Path, JsonNode Operation, string Field, bool MayBeNull)> FieldsIn(
        JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        let body = operation.Value!["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"]
        where body is not null
        let schema = document["components"]!["schemas"]![((string)body!).Split('/')[^1]]!
        from field in schema["properties"]?.AsObject() ?? []
        select (path.Key, operation.Value!, field.Key, MayBeNull(field.Value!));

    private static bool MayBeNull(JsonNode schema) =>
        (schema["type"] as JsonArray)?.Any(type => (string?)type == "null") == true
        || schema["oneOf"]?.AsArray().Any(one => (string?)one!["type"] == "null") == true;

    /// <summary>The example, but for the one field.</summary>
    private static Task<Answer> SendAsync(Caller caller, string path, JsonNode operation, string field)
    {
        var body = operation["requestBody"]!["content"]!["application/json"]!["example"]!.DeepClone();
        body[field] = null;
        var url = Regex.Replace(path, "{[^}]+}", "none");
        return operation.GetPath().Split('.')[^1] switch
        {
            "patch" => caller.PatchAsync(url, body),
            "put" => caller.PutAsync(url, body, "\"1\""),
            _ => caller.PostKeyedAsync(url, body),
        };
    }
}
