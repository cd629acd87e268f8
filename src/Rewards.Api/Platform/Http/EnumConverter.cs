using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rewards.Api.Platform.Http;

/// <summary>Enums by their snake_case names; who sends another one is told which there are.</summary>
internal sealed class EnumConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Named<>).MakeGenericType(typeToConvert))!;

    private sealed class Named<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly TextConverter Text = new();

        private static readonly string Choices =
            "must be one of: " + string.Join(", ", Enum.GetValues<T>().Select(WireName.Of));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            WireName.TryParse<T>(Text.Read(ref reader, typeof(string), options), out var value)
                ? value
                : throw new JsonFieldException(Choices);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(WireName.Of(value));
    }
}
