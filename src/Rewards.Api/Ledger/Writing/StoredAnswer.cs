using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Ledger.Writing;

/// <summary>An answer whose bytes are kept with its idempotency key and come out again for the same request.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">JSON.</param>
/// <param name="Location">Where what was created can be read; null otherwise.</param>
public sealed record StoredAnswer(int Status, byte[] Body, string? Location = null) : IResult
{
    /// <summary>Whether this is the first answer again.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Whether it is none yet: another command answers, and nothing is kept with the key.</summary>
    public bool IsToFollow { get; init; }

    public static StoredAnswer ToFollow { get; } = new(StatusCodes.Status202Accepted, []) { IsToFollow = true };

    public static StoredAnswer Ok<T>(T body) => new(StatusCodes.Status200OK, ApiJson.Bytes(body));

    public static StoredAnswer Created<T>(T body, string? location = null) =>
        new(StatusCodes.Status201Created, ApiJson.Bytes(body), location);

    public static StoredAnswer Accepted<T>(T body, string location) =>
        new(StatusCodes.Status202Accepted, ApiJson.Bytes(body), location);

    public static StoredAnswer Refused(Refusal refusal, ProblemReader reader) => Of(Problem.Of(refusal), reader);

    public static StoredAnswer Of(Problem problem, ProblemReader reader) =>
        new(problem.Code.Status, problem.Render(reader));

    public static StoredAnswer Replay(IdempotencyRow record) =>
        new(record.Status, record.Body, record.Location) { IsReplay = true };

    /// <summary>The key belongs to another request.</summary>
    public static Problem KeyReused { get; } = Problem.Of(
        "idempotency_key_reused", "Method, path and body must be the same, byte for byte, when a key comes again.");

    /// <summary>
    /// What is malformed or not allowed is no answer worth keeping: the caller mends it and may use the key again.
    /// </summary>
    /// <returns>The record to be written with the effect: one or none.</returns>
    internal IEnumerable<IdempotencyRow> Kept(KeyedRequest request, DateTimeOffset now) =>
        IsToFollow || Status is StatusCodes.Status400BadRequest or StatusCodes.Status403Forbidden
            ? []
            : [new IdempotencyRow
            {
                Key = request.RowKey,
                Fingerprint = request.Fingerprint,
                Status = Status,
                Body = Body,
                Location = Location,
                CreatedAt = now,
            }];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = Status < 400 ? "application/json; charset=utf-8" : Problem.MediaType;
        response.ContentLength = Body.Length;
        if (Status >= 400)
        {
            httpContext.Features.Set(Problem.CodeIn(Body));
        }

        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (IsReplay)
        {
            response.Headers[KeyedRequest.ReplayHeader] = "true";
        }

        await response.Body.WriteAsync(Body, httpContext.RequestAborted);
    }
}
