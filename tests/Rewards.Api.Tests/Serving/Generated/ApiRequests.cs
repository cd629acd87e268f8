using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Valid requests for the operations of the documents, whichever these are.</summary>
internal sealed partial class ApiRequests(GeneratedPlan plan, Known known)
{
    private static readonly string[] OtherMerchants =
        ["rk_test_bookshop", "rk_test_cinema", "rk_test_theatre", "rk_test_scenic", "rk_test_leisure"];

    private static readonly string[] Operators =
        ["op_test_admin", "op_test_admin", "op_test_admin", "op_test_approver", "op_test_operator", "op_test_auditor"];

    public GeneratedRequest Make(ApiOperation operation, int number, Random random)
    {
        var values = new Values(known, random, number);
        var (path, pathValues, owner) = PathOf(operation, values, random);
        var request = new GeneratedRequest(number, operation.ToString())
        {
            Method = operation.Method,
            Target = path + QueryOf(operation, values, random),
            Operation = operation,
            PathValues = pathValues,
        };
        request.SetHeader(
            "Authorization", (operation.Audience == "member" ? owner : null) ?? CredentialFor(operation, random));
        SetHeaders(request, operation, random);
        if (operation.Body is not null)
        {
            request.ContentType = "application/json";
            request.Body = ApiJson.Bytes(values.BodyOf(operation));
        }
        else if (operation.FileTypes.Count > 0)
        {
            request.ContentType = random.Pick(operation.FileTypes);
            request.Body = PictureFiles.Poster(random.Next(100), 40, 30);
        }

        if (random.OneIn(4) && known.FindPage(operation.Id, random) is { } page)
        {
            request.Target = page.Target;
            request.SetHeader("Authorization", page.Credential);
        }

        return request;
    }

    private void SetHeaders(GeneratedRequest request, ApiOperation operation, Random random)
    {
        if (operation.Parameters.Any(parameter => parameter.Name == KeyedRequest.Header))
        {
            request.SetHeader(KeyedRequest.Header, KeyOf(request.Number));
        }

        if (operation.Parameters.Any(parameter => parameter.Name == HeaderNames.IfMatch))
        {
            // What the stream makes has mostly its first version.
            request.SetHeader(HeaderNames.IfMatch, random.OneIn(4) ? "\"2\"" : "\"1\"");
        }
    }

    public string KeyOf(int number) => $"generated-{plan.Seed}-{number}-key";

    private string? CredentialFor(ApiOperation operation, Random random) => operation.Audience switch
    {
        _ when IsOpen(operation) && (WaysToSay(operation) == 0 || random.OneIn(2)) => null,
        "member" => "Bearer " + SessionFor(operation, random),
        "merchant" => "Bearer " + (random.OneIn(6) ? random.Pick(OtherMerchants) : "rk_test_bookshop_online"),
        _ => "Bearer " + random.Pick(Operators),
    };

    /// <summary>Who ends a session does not end one that the others use.</summary>
    private string SessionFor(ApiOperation operation, Random random)
    {
        var isEnding = operation.Method == HttpMethod.Delete;
        for (var tries = 0; tries < 20; tries++)
        {
            if (known.Find("access_token", random)?.Id is { } token && token[^1] % 4 == 0 == isEnding)
            {
                return token;
            }
        }

        return "none";
    }

    /// <summary>Whether nobody has to say who they are.</summary>
    public static bool IsOpen(ApiOperation operation) =>
        WaysToSay(operation) == 0
        || operation.Described["security"]!.AsArray().Any(way => way is JsonObject { Count: 0 });

    private static int WaysToSay(ApiOperation operation) => operation.Described["security"]?.AsArray().Count ?? 0;

    /// <summary>The last value of the path is one that exists; those before it are its own.</summary>
    private (string Path, IReadOnlyList<string> Values, string? Owner) PathOf(
        ApiOperation operation, Values values, Random random)
    {
        var parameters = operation.Parameters
            .Where(parameter => parameter.In == "path")
            .OrderBy(parameter => operation.Path.IndexOf($"{{{parameter.Name}}}", StringComparison.Ordinal))
            .ToList();
        if (parameters.Count == 0)
        {
            return (operation.Path, [], null);
        }

        var noun = Known.NounOf(operation.Path[..Parameter.Matches(operation.Path)[^1].Index]);
        var named = IsOpen(operation) ? Known.ShownToAll(noun) : noun;
        var thing = Asked(operation, (named, parameters.Count - 1), random);
        string[] chosen = thing is not null
            ? [.. thing.Parents.Take(parameters.Count - 1), thing.Id]
            : [.. parameters.Select(parameter => parameter.Example ?? values.TextOf(parameter) ?? "nothing")];
        var next = 0;
        return (Parameter.Replace(operation.Path, _ => Uri.EscapeDataString(chosen[next++])), chosen, thing?.Credential);
    }

    /// <summary>Mostly what the call needs, where chance does not find it.</summary>
    private Thing? Asked(ApiOperation operation, (string Noun, int Parents) named, Random random)
    {
        var needed = operation.Id switch
        {
            "letInWalkIns" => known.Running,
            "forgiveTicket" => known.Missed,
            "readNotice" => known.Told,
            "payOrder" => known.Unpaid,
            _ => null,
        };
        return needed is not null && !random.OneIn(4) ? needed : known.Find(named.Noun, named.Parents, random);
    }

    private static string QueryOf(ApiOperation operation, Values values, Random random)
    {
        var chosen = operation.Parameters
            .Where(parameter => parameter is { In: "query", Name: not "cursor" })
            .Where(parameter => parameter.IsRequired || random.OneIn(3))
            .Select(parameter => (parameter.Name, Value: values.TextOf(parameter)))
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}");
        var query = string.Join('&', chosen);
        return query.Length == 0 ? "" : "?" + query;
    }

    [GeneratedRegex(@"\{[a-z_]+\}")]
    public static partial Regex Parameter { get; }
}
