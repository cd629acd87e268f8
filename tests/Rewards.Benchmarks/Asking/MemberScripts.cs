using Rewards.Benchmarks.Loading;

namespace Rewards.Benchmarks.Asking;

/// <summary>Any member reads something of theirs.</summary>
internal sealed class ReadScript(Town town, string path) : IScript
{
    private readonly Random random = new();

    public int Write(Span<byte> request) => Requests.Get(request, path, Members.TokenOf(town.Members.Any(random)));

    public bool IsExpected(Answer answer) => answer.Status == 200;
}

/// <summary>Any member looks for something, by one character or by several: the first page, with what it costs them.</summary>
internal sealed class SearchScript(Town town) : IScript
{
    private static readonly string[] Queries =
        [.. new[] { "景", "电影", "神农", "球", "3d", "夜场", "亲子体验", "没有这个" }.Select(Uri.EscapeDataString)];

    private readonly Random random = new();

    public int Write(Span<byte> request) => Requests.Get(
        request, "/v1/offers?q=" + Queries[random.Next(Queries.Length)], Members.TokenOf(town.Members.Any(random)));

    public bool IsExpected(Answer answer) => answer.Status == 200;
}

/// <summary>Members check in, each of them once; ends when all have.</summary>
internal sealed class CheckInScript(Town town) : IScript
{
    public int Write(Span<byte> request) => town.NextToCheckIn() is { } member
        ? Requests.Post(request, "/v1/member/check-ins", Members.TokenOf(member))
        : 0;

    public bool IsExpected(Answer answer) => answer.Status == 201;
}

/// <summary>A city's day: mostly looking, some paying, some checking in.</summary>
internal sealed class MixScript(Town town, int connection) : IScript
{
    private readonly Random random = new();

    /// <summary>By share of a hundred requests. The last one never runs out.</summary>
    private readonly (int Share, IScript Script)[] parts =
    [
        (20, new RedeemScript(town, connection, captureAtOnce: true)),
        (5, new RedeemScript(town, connection, captureAtOnce: false)),
        (5, new CheckInScript(town)),
        (20, new ReadScript(town, Scenario.EntriesPath)),
        (50, new ReadScript(town, Scenario.PointsPath)),
    ];

    private IScript current = null!;

    public int Write(Span<byte> request)
    {
        current = Pick(random.Next(100));
        if (current.Write(request) is > 0 and var length)
        {
            return length;
        }

        current = parts[^1].Script;
        return current.Write(request);
    }

    public bool IsExpected(Answer answer) => current.IsExpected(answer);

    private IScript Pick(int number)
    {
        var at = 0;
        while ((number -= parts[at].Share) >= 0)
        {
            at++;
        }

        return parts[at].Script;
    }
}
