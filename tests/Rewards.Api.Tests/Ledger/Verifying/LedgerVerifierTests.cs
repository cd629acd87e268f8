using System.Globalization;
using Microsoft.Data.Sqlite;
using Rewards.Api.Ledger.Verifying;

namespace Rewards.Api.Tests.Ledger.Verifying;

public sealed class LedgerVerifierTests(SampleLedger sample) : IClassFixture<SampleLedger>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void A_ledger_that_the_writer_wrote_has_no_findings()
    {
        using var connection = sample.Town.Read();

        var report = Verify(connection);

        Assert.Empty(report.Findings);
        Assert.Equal(0, report.FindingsInAll);
        Assert.Equal(26, report.Checked.Members);
        Assert.Equal(Count(connection, "entry"), report.Checked.Entries);
        Assert.Equal(Count(connection, "redemption"), report.Checked.Redemptions);
        Assert.Equal(Count(connection, "refund"), report.Checked.Refunds);
    }

    [Fact]
    public void The_sample_has_an_entry_of_every_kind()
    {
        using var connection = sample.Town.Read();

        Assert.Equal(10, Count(connection, "(SELECT DISTINCT kind FROM entry)"));
        Assert.True(Count(connection, "entry WHERE slices LIKE '%grace:%'") > 4);
    }

    [Theory]
    [MemberData(nameof(Corruptions.All), MemberType = typeof(Corruptions))]
    public void Damage_is_found(string invariant, string check, string sql)
    {
        using var copy = sample.Town.Copy();
        Damage.Do(copy, sample.WithIds(sql));

        var report = Verify(copy);

        Assert.Contains((invariant, check), report.Findings.Select(finding => (finding.Invariant, finding.Check)));
    }

    [Fact]
    public void Every_invariant_has_at_least_two_ways_of_being_broken_here()
    {
        var ways = Corruptions.All.CountBy(corruption => corruption.Data.Item1).ToDictionary();

        string[] invariants = ["I1", "I12", "I13", "I14", "I15", "I16", "I17", "I18", "I19", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9"];
        Assert.Equal(invariants, ways.Keys.Order(StringComparer.Ordinal));
        Assert.All(ways, way => Assert.True(way.Value >= 2, $"{way.Key} has {way.Value}"));
    }

    [Fact]
    public void A_finding_says_where_and_how_much()
    {
        using var copy = sample.Town.Copy();
        Damage.Do(copy, sample.WithIds("UPDATE account SET withdrawn = withdrawn + 7 WHERE member_id = '{anna}'"));

        var finding = Verify(copy).Findings.First(finding => finding.Check == "withdrawn");

        Assert.Equal(
            new Finding(
                "I2", "withdrawn", sample.WithIds("{anna}"), "account", "Points withdrawn: 60 expected, 67 found."),
            finding);
    }

    [Fact]
    public void A_flood_of_findings_is_counted_and_not_kept()
    {
        using var copy = sample.Town.Copy();
        Damage.Do(copy, """
            INSERT INTO wechat_identity ("key", member_id)
            WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5000)
            SELECT 'stray/' || n, 'mbr_' || n FROM numbers
            """);

        var report = Verify(copy);

        Assert.Equal(5000, report.FindingsInAll);
        Assert.Equal(VerificationReport.MostFindingsOfOneCheck, report.Findings.Count);
    }

    [Fact]
    public void Progress_ends_with_everybody()
    {
        using var connection = sample.Town.Read();
        var reports = new List<VerificationProgress>();

        var now = sample.Town.Clock.GetUtcNow();
        var report = LedgerVerifier.Verify(connection, now, new Listener(reports.Add), Cancelled);

        Assert.Equal(new VerificationProgress(26, 26, report.Checked.Entries), reports[^1]);
    }

    [Fact]
    public async Task The_writer_goes_on_meanwhile_and_the_verifier_sees_one_moment()
    {
        await using var town = await Town.FoundAsync("2026-11-23 10:00");
        var anna = await town.SignUpAsync("anna");
        using var connection = town.Read();
        var writer = new Listener(_ =>
            town.CheckInAsync(anna).WaitAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult());

        var before = LedgerVerifier.Verify(connection, town.Clock.GetUtcNow(), writer, Cancelled);
        var after = LedgerVerifier.Verify(connection, town.Clock.GetUtcNow(), null, Cancelled);

        Assert.Empty(before.Findings.Concat(after.Findings));
        Assert.Equal((1, 2), (before.Checked.Entries, after.Checked.Entries));
    }

    [Fact]
    public void It_ends_when_asked_to()
    {
        using var connection = sample.Town.Read();

        Assert.Throws<OperationCanceledException>(() =>
            LedgerVerifier.Verify(
                connection, sample.Town.Clock.GetUtcNow(), null, new CancellationToken(canceled: true)));
    }

    private static long Count(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private VerificationReport Verify(SqliteConnection connection) =>
        LedgerVerifier.Verify(connection, sample.Town.Clock.GetUtcNow(), null, Cancelled);

    private sealed class Listener(Action<VerificationProgress> hear) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => hear(value);
    }
}
