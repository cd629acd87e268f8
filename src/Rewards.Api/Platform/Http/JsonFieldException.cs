using System.Text.Json;

namespace Rewards.Api.Platform.Http;

/// <summary>A field of the JSON sent holds a value that it may not hold; the serializer adds where.</summary>
/// <param name="reason">What is expected, to be read behind the field's name.</param>
internal sealed class JsonFieldException(string reason) : JsonException(reason)
{
    public Problem ToProblem() => Problem.Invalid(JsonPath.Shown(Path), Message);
}
