using Rewards.Api.Tests.Culture.BookingStream;
using Rewards.Api.Tests.Culture.PaymentStream;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Rewards.Api.Tests.LongestFirst))]

namespace Rewards.Api.Tests;

/// <summary>Streams of many thousand steps begin at once: last, they would run alone on one core while the other waits.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        typeof(PaymentStreamOnPostgres).FullName!, typeof(PaymentStreamOnSqlite).FullName!, typeof(BookingStreamTests).FullName!,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(IsShort).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];

    private static bool IsShort<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        !Longest.Any(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
}
