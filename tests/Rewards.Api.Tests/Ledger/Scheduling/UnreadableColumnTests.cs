using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Scheduling;

/// <summary>SQLite stores any text in any column.</summary>
public sealed class UnreadableColumnTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Fact]
    public async Task An_account_with_a_column_that_can_not_be_read_is_set_aside_and_left_out_of_reports_only_where_it_counts()
    {
        var (damaged, well) = (await app.SignUpAsync(), await app.SignUpAsync());
        var before = await SetAsync(damaged, "garbage");
        (await app.Operator().GetAsync("/v1/operator/reports/liability")).Expect(200);
        app.Time.Advance(TimeSpan.FromDays(400));

        var run = await app.RunJobAsync("expire-lots");

        Assert.Equal(
            ("succeeded", damaged.Id), (run.Text("status"), run["report"]!["parked"]![0]!["what"]!.GetValue<string>()));
        Assert.Equal(
            "expired", (await (await app.SignInAsync(well.Name)).EntriesAsync())[0]["kind"]!.GetValue<string>());
        await SetAsync(damaged, before);
    }

    private Task<string> SetAsync(Member member, string lastEntryAt) =>
        app.Services.GetRequiredService<LedgerWriter>().RunAsync(db =>
        {
            var before = db.Database.SqlQueryRaw<string>(
                "SELECT last_entry_at AS Value FROM account WHERE member_id = {0}", member.Id).Single();
            db.Database.ExecuteSqlRaw(
                "UPDATE account SET last_entry_at = {0} WHERE member_id = {1}", lastEntryAt, member.Id);
            return before;
        });
}
