using System.Collections;
using System.Text.Json.Serialization.Metadata;

namespace Rewards.Api.Platform.Http;

/// <summary>A list of things has no holes: the serializer looks at annotations of fields, not of what a list holds.</summary>
internal static class JsonLists
{
    /// <summary>For the type of a body or of a part of one.</summary>
    public static void RefuseNulls(JsonTypeInfo type)
    {
        var lists = type.Kind == JsonTypeInfoKind.Object ? type.Properties.Where(IsListOfThings).ToList() : [];
        if (lists.Count > 0)
        {
            type.OnDeserialized = read => lists.ForEach(list => RefuseNulls(list, read));
        }
    }

    private static bool IsListOfThings(JsonPropertyInfo property) =>
        property.Get is not null
        && property.PropertyType is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
        && !type.GetGenericArguments()[0].IsValueType;

    private static void RefuseNulls(JsonPropertyInfo list, object read)
    {
        var at = 0;
        foreach (var element in list.Get!(read) as IEnumerable ?? Array.Empty<object>())
        {
            if (element is null)
            {
                throw new JsonFieldException("must not be null", $"$.{list.Name}[{at}]");
            }

            at++;
        }
    }
}
