using Microsoft.AspNetCore.Http;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Something that is done to a valid request.</summary>
/// <param name="Name">For whoever reads a finding.</param>
/// <param name="Fits">Whether it can be done to this one.</param>
/// <param name="Apply">Does it, and says what may come of it beside what the documents say.</param>
internal sealed record Twist(string Name, Func<GeneratedRequest, bool> Fits, Action<GeneratedRequest, Random> Apply);

/// <summary>What is done to calls of the API, and to requests for pages.</summary>
internal static class Twists
{
    private const int MoreThanALineHolds = 9000;
    private const int MoreThanHeadersHold = 20_000;
    private const int MoreHeadersThanAllowed = 60;

    private static readonly string[] Credentials =
    [
        "Bearer rk_test_bookshop_online", "Bearer op_test_admin", "Bearer op_test_auditor", "Bearer nothing", "Bearer",
        "Bearer  ", "Basic cmtfdGVzdA==", "bearer rk_test_bookshop", "rk_test_bookshop", "",
    ];

    private static readonly string[] HeaderNames =
        ["Accept", "Accept-Language", "Accept-Encoding", "X-Request-Id", "Cookie", "If-None-Match", "Range", "Origin"];

    private static readonly string[] QueryNames =
        ["return", "invite", "before", "show", "left", "code", "state", "profile", "seen", "url", "handler", "limit"];

    public static IReadOnlyList<Twist> All { get; } =
    [
        new("credential", IsCall, (request, random) => request.SetHeader("Authorization", random.Pick(Credentials))),
        new("no credential", IsCall, (request, _) => request.SetHeader("Authorization", null)),
        new("verb", request => !request.Twists.Contains("verb"), ChangeVerb),
        new("path value", request => request.PathValues.Count > 0, ChangePathValue),
        new("path", _ => true, ChangePath),
        new("long path", _ => true, (request, _) => Lengthen(request)),
        new("query", _ => true, ChangeQuery),
        new("cursor", IsList, (request, random) => AddQuery(request, "cursor=" + random.Pick(Junk.Encoded))),
        new("key", IsKeyed, (request, random) => request.SetHeader(KeyedRequest.Header, random.Pick(Junk.Header))),
        new("no key", IsKeyed, (request, _) => request.SetHeader(KeyedRequest.Header, null)),
        new("two keys", IsKeyed, (request, random) =>
            request.Headers.Add((KeyedRequest.Header, random.Pick(Junk.Header)))),
        new("header", _ => true, (request, random) =>
            request.SetHeader(random.Pick(HeaderNames), random.Pick(Junk.Header))),
        new("headers", _ => true, AddHeaders),
        new("content type", HasBody, (request, random) => request.ContentType = random.Pick(Junk.ContentTypes)),
        new("no content type", HasBody, (request, _) => request.ContentType = null),
        new("body", HasBody, SpoiledBodies.Spoil),
        new("body", HasBody, SpoiledBodies.Spoil),
        new("body", HasBody, SpoiledBodies.Spoil),
        new("text", HasBody, SpoiledBodies.SpoilText),
        new("frame", request => IsCall(request) || HasBody(request), SetFrame),
    ];

    private static bool IsCall(GeneratedRequest request) => request.Operation is not null;

    private static bool HasBody(GeneratedRequest request) => request.Body is not null;

    private static bool IsKeyed(GeneratedRequest request) =>
        request.Headers.Any(header => header.Name == KeyedRequest.Header);

    private static bool IsList(GeneratedRequest request) =>
        request.Operation?.Parameters.Any(parameter => parameter.Name == "cursor") ?? false;

    /// <summary>The other verb may be one of the path's, and is then what the documents say of that one.</summary>
    private static void ChangeVerb(GeneratedRequest request, Random random)
    {
        request.Method = new HttpMethod(random.Pick(Junk.Verbs));
        if (request.Operation is { } operation)
        {
            request.Operation = ApiContract.Operations.FirstOrDefault(other => other.Path == operation.Path
                && string.Equals(other.Method.Method, request.Method.Method, StringComparison.OrdinalIgnoreCase));
        }

        request.Excused.Add(StatusCodes.Status405MethodNotAllowed);
        request.MayStopAtTheServer = true;
        if (request.Method == HttpMethod.Trace)
        {
            request.Body = null;
        }
    }

    private static void ChangePathValue(GeneratedRequest request, Random random)
    {
        var value = request.PathValues[random.Next(request.PathValues.Count)];
        var (path, query) = Split(request.Target);
        request.Target = path.Replace(
            Uri.EscapeDataString(value), random.Pick(Junk.Segments), StringComparison.Ordinal) + query;
        request.Excused.Add(StatusCodes.Status404NotFound);
        request.MayStopAtTheServer = true;
    }

    /// <summary>What is there, if anything, has other verbs and answers than what was asked for.</summary>
    private static void ChangePath(GeneratedRequest request, Random random)
    {
        var (path, query) = Split(request.Target);
        request.Target = random.Next(6) switch
        {
            0 => path.ToUpperInvariant(),
            1 => "/" + path,
            2 => path + "/" + random.Pick(Junk.Encoded),
            3 => path.Replace("/", "//", StringComparison.Ordinal),
            4 => "/" + random.Pick(Junk.Encoded),
            _ => path + random.Pick(["/", "%2F", ";a=b", ".json", "%00", "/..", "/."]),
        } + query;
        request.IsElsewhere = true;
        request.MayStopAtTheServer = true;
    }

    private static void Lengthen(GeneratedRequest request)
    {
        AddQuery(request, "a=" + new string('a', MoreThanALineHolds));
        request.MayStopAtTheServer = true;
    }

    private static void ChangeQuery(GeneratedRequest request, Random random)
    {
        string[] own = [.. (request.Operation?.Parameters ?? [])
            .Where(parameter => parameter.In == "query")
            .Select(parameter => parameter.Name)];
        var name = own.Length > 0 && !random.OneIn(6) ? random.Pick(own) : random.Pick(QueryNames);
        AddQuery(request, $"{name}={random.Pick(Junk.Encoded)}");
    }

    private static void AddHeaders(GeneratedRequest request, Random random)
    {
        if (random.OneIn(2))
        {
            request.Headers.Add(("X-Long", new string('a', MoreThanHeadersHold)));
        }
        else
        {
            request.Headers.AddRange(
                Enumerable.Range(0, MoreHeadersThanAllowed).Select(number => ($"X-Many-{number}", "a")));
        }

        request.MayStopAtTheServer = true;
    }

    private static void SetFrame(GeneratedRequest request, Random random)
    {
        request.Frame = random.Pick(Frame.All);
        request.MayStopAtTheServer = true;
        if (request.Frame.IsBroken)
        {
            request.Excused.UnionWith(
            [
                StatusCodes.Status400BadRequest, StatusCodes.Status408RequestTimeout,
                StatusCodes.Status413PayloadTooLarge,
            ]);
        }
    }

    private static void AddQuery(GeneratedRequest request, string parameter) =>
        request.Target += (request.Target.Contains('?') ? "&" : "?") + parameter;

    private static (string Path, string Query) Split(string target) =>
        target.IndexOf('?') is >= 0 and var at ? (target[..at], target[at..]) : (target, "");
}
