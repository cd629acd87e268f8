using System.Text.Json;

namespace Rewards.Domain.Programmes;

/// <summary>One thing wrong with a document.</summary>
/// <param name="Path">JSON path, <c>$.earning.signup_points.value</c> for example.</param>
/// <param name="Reason">What is expected there.</param>
public sealed record DocumentError(string Path, string Reason)
{
    public override string ToString() => $"{Path}: {Reason}";
}

/// <summary>
/// Reads a JSON document that people edit by hand: every mistake is reported with its path, none is passed over, and
/// members that nobody reads are mistakes too.
/// </summary>
public sealed class DocumentReader
{
    private readonly JsonElement element;
    private readonly string path;
    private readonly List<DocumentError> errors;
    private readonly HashSet<string> read = [];

    private DocumentReader(JsonElement element, string path, List<DocumentError> errors) =>
        (this.element, this.path, this.errors) = (element, path, errors);

    /// <summary>
    /// Reads a whole document with <paramref name="build"/>; its result counts only when there are no errors.
    /// </summary>
    public static (T? Value, IReadOnlyList<DocumentError> Errors) Read<T>(string json, Func<DocumentReader, T> build)
    {
        var errors = new List<DocumentError>();
        try
        {
            using var document = JsonDocument.Parse(json);
            var value = new DocumentReader(document.RootElement, "$", errors).Build(build);
            return (errors.Count == 0 ? value : default, errors);
        }
        catch (JsonException exception)
        {
            return (default, [new DocumentError("$", "is not valid JSON: " + Describe(exception))]);
        }
        catch (InvalidOperationException exception)
        {
            // This is how the parser says, on reading a text, that it holds half of a surrogate pair.
            return (default, [new DocumentError("$", "is not valid JSON: " + exception.Message)]);
        }
    }

    /// <summary>A nested object, read by <paramref name="build"/>; null: what belongs in it can't be told.</summary>
    public T? Child<T>(string name, Func<DocumentReader, T?> build) =>
        Member(name) is { } child ? child.Build(build) : default;

    /// <summary>A list of objects, at least one, each read by <paramref name="build"/>.</summary>
    public IReadOnlyList<T> Children<T>(string name, Func<DocumentReader, T?> build)
    {
        if (Member(name) is not { } list)
        {
            return [];
        }

        if (list.element.ValueKind != JsonValueKind.Array || list.element.GetArrayLength() == 0)
        {
            list.Error("must be a list with at least one element");
            return [];
        }

        return [.. list.element.EnumerateArray()
            .Select((item, index) => new DocumentReader(item, $"{list.path}[{index}]", errors).Build(build))
            .OfType<T>()];
    }

    public bool Has(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out _);

    public long Whole(string name, long least, long most)
    {
        if (Member(name) is not { } child)
        {
            return least;
        }

        if (child.element.ValueKind == JsonValueKind.Number && child.element.TryGetInt64(out var value)
            && value >= least && value <= most)
        {
            return value;
        }

        child.Error($"must be a whole number from {least} to {most}, was {child.element.GetRawText()}");
        return least;
    }

    public string Text(string name, int longest = 200) => OptionalText(name, longest) ?? Missing(name, "");

    public string? OptionalText(string name, int longest = 200)
    {
        if (!element.TryGetProperty(name, out _))
        {
            return null;
        }

        var child = Member(name)!;
        var text = child.element.ValueKind == JsonValueKind.String ? child.element.GetString()! : "";
        if (text.Trim().Length == 0 || !PlainText.Fits(text, longest))
        {
            child.Error($"must be a text of 1 to {longest} characters");
        }
        else if (PlainText.FaultIn(text) is { } fault)
        {
            child.Error(fault);
        }

        return text;
    }

    /// <summary>True or absent; false would say nothing and is refused.</summary>
    public bool Flag(string name)
    {
        if (!element.TryGetProperty(name, out var value))
        {
            return false;
        }

        read.Add(name);
        if (value.ValueKind != JsonValueKind.True)
        {
            Error("must be true, or left out", name);
        }

        return true;
    }

    /// <summary>One of a closed set of words; default: it was none of them.</summary>
    public T? Choice<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        var text = Text(name);
        if (choices.TryGetValue(text, out var choice))
        {
            return choice;
        }

        Error($"must be one of {string.Join(", ", choices.Keys)}", name);
        return default;
    }

    public void Error(string reason, string? member = null) =>
        errors.Add(new DocumentError(member is null ? path : $"{path}.{member}", reason));

    /// <summary>What the parser says, with lines and bytes counted from 1 as editors do.</summary>
    private static string Describe(JsonException exception)
    {
        var reason = exception.Message.Split(" LineNumber:")[0];
        return $"{reason} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})";
    }

    private T? Build<T>(Func<DocumentReader, T?> build)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Error("must be an object");
            return default;
        }

        var value = build(this);
        if (value is not null)
        {
            RefuseOthers();
        }

        return value;
    }

    private DocumentReader? Member(string name)
    {
        read.Add(name);
        return element.TryGetProperty(name, out var value)
            ? new DocumentReader(value, $"{path}.{name}", errors)
            : Missing<DocumentReader?>(name, null);
    }

    private T Missing<T>(string name, T instead)
    {
        Error("is missing", name);
        return instead;
    }

    private void RefuseOthers()
    {
        foreach (var members in element.EnumerateObject().GroupBy(member => member.Name))
        {
            if (members.Skip(1).Any())
            {
                Error("is there twice", members.Key);
            }

            if (!read.Contains(members.Key))
            {
                Error("is not known", members.Key);
            }
        }
    }
}
