using System.Buffers;
using System.Text.Json;
using Rewards.Domain;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Platform.Http;

/// <summary>For whom an error is written.</summary>
/// <param name="ReadsChinese">From <c>Accept-Language</c>; English otherwise.</param>
/// <param name="RequestId">Finds the request in the service's log.</param>
public sealed record ProblemReader(bool ReadsChinese, string RequestId)
{
    public static ProblemReader Of(HttpContext context) =>
        new(PrefersChinese(context.Request) ?? false, context.TraceIdentifier);

    /// <summary>Null: the caller wants neither of the two languages, or says nothing.</summary>
    public static bool? PrefersChinese(HttpRequest request)
    {
        var preferred = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value)
            .FirstOrDefault(language => IsLanguage(language, "zh") || IsLanguage(language, "en"));
        return preferred is null ? null : IsLanguage(preferred, "zh");
    }

    private static bool IsLanguage(string? tag, string language) =>
        tag is not null
        && tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == 2 || tag[2] == '-');
}

/// <summary>An error as RFC 9457 has it, with a stable code for programs and the numbers behind it as fields.</summary>
/// <param name="Code">From the one table.</param>
/// <param name="Detail">One English sentence about this very case; null: the code's own.</param>
public sealed record Problem(ProblemCode Code, string? Detail)
{
    public const string MediaType = "application/problem+json";

    /// <summary>The same in Chinese; null: the code's own.</summary>
    public string? DetailZh { get; init; }

    public IReadOnlyDictionary<string, object> Facts { get; init; } = new Dictionary<string, object>();

    /// <summary>What is wrong with which field of the JSON sent: <c>items[0].quantity</c>.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public static Problem Of(string code, string? detail = null) => new(ProblemCodes.Find(code), detail);

    public static Problem Of(Refusal refusal) =>
        new(ProblemCodes.Find(refusal.Code), refusal.Detail) { DetailZh = refusal.DetailZh, Facts = refusal.Facts };

    /// <param name="field">Its path in the JSON sent, or its name.</param>
    /// <param name="reason">
    /// What is expected, in English, to be read behind the name: <see cref="Reasons"/> has it in Chinese.
    /// </param>
    public static Problem Invalid(string field, string reason) => Of("validation_failed") with
    {
        Errors = new Dictionary<string, string[]> { [field] = [reason] },
    };

    /// <summary>One body for everything that is not there or not the caller's.</summary>
    public static Problem NotFound { get; } = Of("not_found");

    public byte[] Render(ProblemReader reader)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("type", Code.Type);
            json.WriteString("title", Code.Title(reader.ReadsChinese));
            json.WriteNumber("status", Code.Status);
            json.WriteString("detail", DetailFor(reader));
            json.WriteString("code", Code.Code);
            json.WriteString("request_id", reader.RequestId);
            foreach (var (name, value) in Facts)
            {
                WriteOptional(json, name, Shown(value));
            }

            WriteOptional(json, "errors", ErrorsFor(reader));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Which code a problem has that was rendered before; null: none that is known.</summary>
    internal static ProblemCode? CodeIn(ReadOnlySpan<byte> rendered)
    {
        var json = new Utf8JsonReader(rendered);
        while (json.Read())
        {
            if (json is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && json.ValueTextEquals("code"u8))
            {
                json.Read();
                return ProblemCodes.FindOrNull(json.GetString() ?? "");
            }
        }

        return null;
    }

    public async Task WriteAsync(HttpContext context)
    {
        // For the log and the metrics.
        context.Features.Set(Code);
        var response = context.Response;
        response.StatusCode = Code.Status;
        response.ContentType = MediaType;
        if (Code.Status is StatusCodes.Status503ServiceUnavailable && !response.Headers.ContainsKey("Retry-After"))
        {
            response.Headers.RetryAfter = "1";
        }

        await response.Body.WriteAsync(Render(ProblemReader.Of(context)), context.RequestAborted);
    }

    private string DetailFor(ProblemReader reader) => reader.ReadsChinese
        ? DetailZh ?? Code.DetailZh
        : Detail ?? Code.DetailEn;

    private IReadOnlyDictionary<string, string[]>? ErrorsFor(ProblemReader reader) => reader.ReadsChinese
        ? Errors?.ToDictionary(error => error.Key, error => error.Value.Select(Reasons.InChinese).ToArray())
        : Errors;

    private static object Shown(object fact) =>
        fact is IReadOnlyList<Limit> limits ? limits.Select(LimitResponse.From).ToArray() : fact;

    private static void WriteOptional(Utf8JsonWriter json, string name, object? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, value, value.GetType(), ApiJson.Options);
        }
    }
}
