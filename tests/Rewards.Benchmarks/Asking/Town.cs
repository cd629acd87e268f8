namespace Rewards.Benchmarks.Asking;

/// <summary>Who can be asked about.</summary>
/// <param name="Ids">Members' ids.</param>
internal sealed record Members(IReadOnlyList<string> Ids)
{
    public int Count => Ids.Count;

    /// <summary>
    /// The secret of a member's prepared session. Real ones are random; the service looks at their hash only.
    /// </summary>
    public static string TokenOf(string memberId) => "ms_benchmark_" + memberId;

    public string Any(Random random) => Ids[random.Next(Ids.Count)];
}

/// <summary>A prepared service's people and credentials.</summary>
/// <param name="Members">Registered, signed in, with points.</param>
/// <param name="MerchantId">A bookshop.</param>
/// <param name="MerchantKey">Its key, with every scope.</param>
/// <param name="OperatorToken">An administrator's.</param>
/// <param name="Bookables">What can be ordered.</param>
internal sealed record Town(
    Members Members, string MerchantId, string MerchantKey, string OperatorToken, Bookables Bookables)
{
    private int checkedIn;

    /// <summary>Hands every member out once: nobody checks in twice a day. Null: all have been.</summary>
    public string? NextToCheckIn() =>
        Interlocked.Increment(ref checkedIn) is var next && next <= Members.Count ? Members.Ids[next - 1] : null;
}
