using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Rewards.Api.Platform.Http;

/// <summary>JSON as the API speaks it: snake_case, strict, whole numbers as numbers, instants in UTC.</summary>
public static class ApiJson
{
    public static JsonSerializerOptions Options { get; } =
        Configure(new JsonSerializerOptions(JsonSerializerOptions.Strict));

    /// <summary>
    /// Strict: unknown or duplicate fields, strings for numbers, missing required fields and what no text may hold are
    /// refused.
    /// </summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = 16;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new EnumConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new DayConverter());
        options.Converters.Add(new TimeConverter());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(JsonLists.RefuseNulls);
        return options;
    }

    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>ISO 8601 in UTC with milliseconds: <c>2026-11-23T04:05:06.789Z</c>.</summary>
    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        public override DateTimeOffset Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IsText(ref reader, options) && reader.TryGetDateTimeOffset(out var instant)
                ? instant.ToUniversalTime()
                : throw new JsonFieldException("must be an instant like 2026-11-23T04:05:06Z");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture));
    }

    /// <summary>A day of the calendar: <c>2026-11-23</c>.</summary>
    private sealed class DayConverter : JsonConverter<DateOnly>
    {
        private const string Format = "yyyy-MM-dd";

        public override DateOnly Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IsText(ref reader, options)
            && DateOnly.TryParseExact(
                reader.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw new JsonFieldException("must be a day like 2026-11-23");

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
    }

    /// <summary>Held to the one rule for texts, as all others are.</summary>
    private static bool IsText(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Text.Read(ref reader, typeof(string), options) is not null;

    private static readonly TextConverter Text = new();

    /// <summary>A time of day to the minute: <c>08:00</c>.</summary>
    private sealed class TimeConverter : JsonConverter<TimeOnly>
    {
        private const string Format = "HH:mm";

        public override TimeOnly Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IsText(ref reader, options)
            && TimeOnly.TryParseExact(
                reader.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
                ? time
                : throw new JsonFieldException("must be a time of day like 08:00");

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
    }
}
