using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.CopyingDatabases;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.CopyingDatabases;

/// <summary>A town that outgrows its file moves with everything.</summary>
public sealed class DatabaseCopyTests : IAsyncLifetime
{
    private readonly TemporaryPostgres postgres = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-copy-");
    private LivedIn lived = null!;

    private Database Source => Database.Of(FileNamed("rewards.db"));

    private Database Target => Database.Of(postgres.ConnectionString);

    public async ValueTask InitializeAsync() => lived = await LiveOnAsync("rewards.db");

    public ValueTask DisposeAsync()
    {
        postgres.Dispose();
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Every_table_of_the_file_is_copied()
    {
        var report = Copy();

        Assert.True(report.IsGood, string.Join('\n', report.Differences));
        var (here, there) = (LivedIn.CountRows(Source), LivedIn.CountRows(Target));
        Assert.DoesNotContain(here, table => table.Value == 0);
        Assert.Equal(here.Keys, there.Keys);

        // One row more: from where it came.
        there["service_state"]--;
        Assert.Equal(here, there);
        Assert.Equal(here.Values.Sum(), report.Copied);
    }

    [Fact]
    public async Task A_service_on_the_copy_answers_as_the_one_on_the_file_did()
    {
        Copy();

        await using var moved = await AppOn.StartAsync(
            postgres.ConnectionString, Path.Combine(folder.FullName, "rewards.db.keys"));
        var shop = moved.Caller(lived.MerchantKey);
        Assert.Equal(lived.Pages, await LivedIn.ReadAsync(moved.Caller(lived.SessionToken)));
        var replay = await shop.PostAsync("/v1/redemptions", lived.Order.Body, lived.Order.Key);
        Assert.True(replay.Expect(201).IsReplay);
        Assert.Equal(lived.Order.Answer, await replay.BytesAsync());
        (await shop.PostKeyedAsync("/v1/redemptions", lived.Order.Body)).Expect(409, "duplicate_order");
        (await shop.PostKeyedAsync("/v1/redemptions", lived.OrderWithShownCode)).Expect(201);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 4)]
    [InlineData(7, 11)]
    public void A_copy_that_was_stopped_goes_on_without_duplicates(int pageSize, int pages)
    {
        StopAfter(pages, pageSize);
        var before = LivedIn.CountRows(Target).Values.Sum();

        var report = Copy(pageSize);

        Assert.True(report.IsGood, string.Join('\n', report.Differences));

        // The marker was the row that is not copied.
        Assert.InRange(before, 2, pages * pageSize + 1);
        Assert.Equal(LivedIn.CountRows(Source).Values.Sum() - (before - 1), report.Copied);
    }

    [Fact]
    public async Task Half_a_ledger_is_not_served_and_gets_no_key_of_its_own()
    {
        StopAfter(pages: 5, pageSize: 3);

        await AssertNotServedAsync();

        Assert.True(Copy().IsGood);
    }

    [Fact]
    public async Task A_target_that_holds_something_is_left_alone()
    {
        await using (await AppOn.StartAsync(postgres.ConnectionString))
        {
            AssertRefused("holds data already");
        }
    }

    [Fact]
    public void A_target_that_was_filled_is_not_filled_again()
    {
        Copy();

        AssertRefused("was filled from");
    }

    [Fact]
    public async Task Two_ledgers_are_not_mixed()
    {
        await LiveOnAsync("other.db");
        StopAfter(pages: 5, pageSize: 3, Database.Of(FileNamed("other.db")));

        AssertRefused("another ledger");
    }

    [Fact]
    public void A_file_that_is_served_is_not_copied()
    {
        using var serving = Source.LockForServing();

        AssertRefused("in use by another 'rewards serve'");
    }

    [Fact]
    public async Task What_was_changed_on_the_way_is_found_and_not_served()
    {
        StopAfter(pages: 1000, pageSize: 100);
        using (var db = Target.OpenForWriting())
        {
            db.Database.ExecuteSqlRaw("UPDATE account SET lots = lots || ' ', earned = earned + 1 WHERE member_id = "
                + "(SELECT min(member_id) FROM account)");
        }

        var report = Copy();

        Assert.False(report.IsGood);
        Assert.Contains("account: the contents differ", report.Differences);
        Assert.Contains(report.Differences, difference =>
            difference.StartsWith("account.earned: adds up to", StringComparison.Ordinal));
        await AssertNotServedAsync();
    }

    [Fact]
    public async Task The_verb_answers_machines_and_names_what_to_mend()
    {
        string[] copy = ["db", "copy", "--from", FileNamed("rewards.db"), "--json", "--to"];

        var wrong = await ServiceProcess.RunAsync(folder.FullName, [.. copy, "Host=127.0.0.1;Port=1;Password=hush"]);
        var done = await ServiceProcess.RunAsync(folder.FullName, [.. copy, postgres.ConnectionString]);
        var again = await ServiceProcess.RunAsync(folder.FullName, [.. copy, postgres.ConnectionString]);

        Assert.Equal((2, 0, 2), (wrong.ExitCode, done.ExitCode, again.ExitCode));
        Assert.StartsWith(
            "rewards: --to: PostgreSQL at 127.0.0.1:1/rewards can't be reached",
            wrong.Errors,
            StringComparison.Ordinal);
        Assert.DoesNotContain("hush", wrong.Errors, StringComparison.Ordinal);
        Assert.Contains(
            "before 'rewards serve', put the key file there (Keys:File)", done.Errors, StringComparison.Ordinal);
        var report = System.Text.Json.Nodes.JsonNode.Parse(done.Output)!;
        Assert.Equal(LivedIn.CountRows(Source).Values.Sum(), report["copied"]!.GetValue<long>());
        Assert.Equal(0, report["verification"]!["findings_in_all"]!.GetValue<long>());
    }

    private string FileNamed(string name) => $"Data Source={Path.Combine(folder.FullName, name)};Pooling=False";

    private async Task<LivedIn> LiveOnAsync(string file)
    {
        LivedIn left;
        await using (var app = await AppOn.StartAsync(FileNamed(file)))
        {
            left = await LivedIn.LiveAsync(app);
        }

        await UnlockedAsync(Database.Of(FileNamed(file)));
        return left;
    }

    /// <summary>The program gives its file back a moment after it has stopped serving.</summary>
    internal static async Task UnlockedAsync(Database database)
    {
        for (var tries = 0; tries < 500; tries++)
        {
            try
            {
                database.LockForServing().Dispose();
                return;
            }
            catch (StartException)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }
        }
    }

    private CopyReport Copy(int pageSize = 1000) =>
        new DatabaseCopy(Source, Target) { PageSize = pageSize }.Run(CancellationToken.None);

    private async Task AssertNotServedAsync()
    {
        var refused = await ServiceProcess.RunAsync(
            folder.FullName,
            "serve",
            "--urls",
            "http://127.0.0.1:0",
            "--" + Database.ConfigurationKey,
            postgres.ConnectionString);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("let 'rewards db copy' finish first", refused.Errors, StringComparison.Ordinal);
    }

    private void AssertRefused(string reason)
    {
        var refused = Assert.Throws<StartException>(() => Copy());
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>After so many pages, or when all of them are there and the comparison begins.</summary>
    private void StopAfter(int pages, int pageSize, Database? source = null)
    {
        using var stop = new CancellationTokenSource();
        var progress = new Counted(pages, stop);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new DatabaseCopy(source ?? Source, Target) { PageSize = pageSize, Progress = progress }.Run(stop.Token));
    }

    private sealed class Counted(int pages, CancellationTokenSource stop) : IProgress<CopyProgress>
    {
        private int seen;

        public void Report(CopyProgress value)
        {
            if (++seen >= pages || value.Step == "comparing")
            {
                stop.Cancel();
            }
        }
    }
}
