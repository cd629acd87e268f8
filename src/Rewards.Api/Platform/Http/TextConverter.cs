using System.Text.Json;
using System.Text.Json.Serialization;
using Rewards.Domain;

namespace Rewards.Api.Platform.Http;

/// <summary>Holds every text in JSON to the one rule for texts, names of free fields too.</summary>
/// <param name="mayHaveLines">Whether line feeds and tabs may stand in it.</param>
/// <param name="isScanned">Whether what a scanner adds behind it is taken off.</param>
internal sealed class TextConverter(bool mayHaveLines = false, bool isScanned = false) : JsonConverter<string>
{
    private static readonly char[] AddedByScanners = [' ', '\t', '\r', '\n'];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Check(Text(ref reader)) : throw new JsonException();

    public override string ReadAsPropertyName(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Check(Text(ref reader));

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped or in bytes.
            throw new JsonFieldException("must be valid Unicode");
        }
    }

    private string Check(string sent)
    {
        var text = isScanned ? sent.TrimEnd(AddedByScanners) : sent;
        return PlainText.FaultIn(text, mayHaveLines) is { } fault ? throw new JsonFieldException(fault) : text;
    }
}

/// <summary>A text for people that may have several lines.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LinesAttribute : JsonConverterAttribute
{
    public override JsonConverter CreateConverter(Type typeToConvert) => new TextConverter(mayHaveLines: true);
}

/// <summary>A code that a scanner or a thumb puts in: blanks and line ends behind it are not part of it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScannedAttribute : JsonConverterAttribute
{
    public override JsonConverter CreateConverter(Type typeToConvert) => new TextConverter(isScanned: true);
}
