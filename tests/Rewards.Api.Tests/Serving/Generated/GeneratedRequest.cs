using System.Text;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>A request that is being made, and then sent once.</summary>
/// <param name="Number">Of the stream; negative: made to have something that the others can ask for.</param>
/// <param name="Shape">What it is a request for: an operation, or a route of the site.</param>
internal sealed record GeneratedRequest(int Number, string Shape)
{
    private const int LongestShown = 600;

    public required HttpMethod Method { get; set; }

    /// <summary>Path and query as they are sent.</summary>
    public required string Target { get; set; }

    /// <summary>What the documents say of it; null: not a call of the API, or not any more.</summary>
    public ApiOperation? Operation { get; set; }

    /// <summary>The values that stand for the parameters of the path, in their order.</summary>
    public IReadOnlyList<string> PathValues { get; set; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    public string? ContentType { get; set; }

    /// <summary>Null: none is sent.</summary>
    public byte[]? Body { get; set; }

    /// <summary>How the body is framed; null: as a client does it.</summary>
    public Frame? Frame { get; set; }

    /// <summary>What was done to it; none: it is valid, as far as the stream knows.</summary>
    public List<string> Twists { get; } = [];

    /// <summary>Statuses that may come beside the documented ones.</summary>
    public HashSet<int> Excused { get; } = [];

    /// <summary>Whether it may have become a request for anything at all.</summary>
    public bool IsElsewhere { get; set; }

    /// <summary>Whether the server may refuse it by itself, before the service sees it.</summary>
    public bool MayStopAtTheServer { get; set; }

    public bool IsValid => Twists.Count == 0;

    public void SetHeader(string name, string? value)
    {
        Headers.RemoveAll(header => header.Name == name);
        if (value is not null)
        {
            Headers.Add((name, value));
        }
    }

    public void SetBody(string text) => Body = Encoding.UTF8.GetBytes(text);

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body);
        return $"#{Number} {Method} {Shorten(Target)} [{string.Join(", ", Twists)}] {ContentType} {Frame?.Name} "
            + string.Join(' ', Headers.Select(header => $"{header.Name}: {Shorten(header.Value)};"))
            + $" {Shorten(body)}";
    }

    private static string Shorten(string text) =>
        text.Length <= LongestShown ? text : $"{text[..LongestShown]}… ({text.Length})";
}
