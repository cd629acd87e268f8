using System.Text.Json;

namespace Rewards.Api.Platform.Http;

/// <summary>A field of the JSON sent holds a value that it may not hold; the serializer adds where.</summary>
/// <param name="reason">What is expected, to be read behind the field's name.</param>
/// <param name="path">Where it is, where the serializer would not know; null: it does.</param>
internal sealed class JsonFieldException(string reason, string? path = null) : JsonException(reason, path, null, null)
{
    public Problem ToProblem() => Problem.Invalid(JsonPath.Shown(Path), Message);
}
