using System.Text.Json;
using System.Text.Json.Serialization;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// The JSON that travels inside rows of the supply. Persisted: a change here is a change of the database's schema.
/// </summary>
internal static class SupplyJson
{
    private static readonly JsonSerializerOptions Options = new(ApiJson.Options)
    {
        Converters = { new FenConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static OfferContent ReadContent(string json) => Read<OfferContent>(json);

    public static SlotTemplate ReadTemplate(string json) => Read<SlotTemplate>(json);

    public static IReadOnlyList<Closure> ReadClosures(string json) => Read<IReadOnlyList<Closure>>(json);

    private static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options)
                ?? throw new LedgerException("A row of the supply holds JSON null.");
        }
        catch (JsonException exception)
        {
            throw new LedgerException("A row of the supply holds damaged JSON.", exception);
        }
    }

    private sealed class FenConverter : JsonConverter<Fen>
    {
        public override Fen Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Fen value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }
}
