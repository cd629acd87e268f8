using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Tests.Support;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Tests.Ledger.Writing;

/// <summary>What the writer lets a command do: with rows that any later part of the product may have.</summary>
public abstract class WriterTests<TApp> : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly TApp app;

    protected WriterTests(TApp app)
    {
        this.app = app;
        app.LeavesFindings = true;
    }

    private LedgerWriter Writer => app.Services.GetRequiredService<LedgerWriter>();

    [Fact]
    public async Task A_members_row_is_not_written_without_the_members_account()
    {
        var member = await app.SignUpAsync();
        var stray = new Probe(member.Id, (_, _) => { }, (_, _) =>
            ("", new Changes { Added = [Probe.Adjustment(member.Id, "adj_stray")] }));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Writer.SubmitAsync(stray));

        Assert.Contains("without its account", refused.Message);
    }

    [Fact]
    public async Task A_row_that_was_not_named_is_damage_and_never_nothing()
    {
        var member = await app.SignUpAsync();
        var forgetful = new Probe(member.Id, (_, _) => { }, (group, _) => ($"{group.FindAccount(member.Id)}", Changes.None));

        var refused = await Assert.ThrowsAsync<LedgerException>(() => Writer.SubmitAsync(forgetful));

        Assert.Contains("AccountRow", refused.InnerException!.Message);
    }

    [Fact]
    public async Task What_was_not_read_is_not_changed()
    {
        var member = await app.SignUpAsync();
        var bold = new Probe(
            member.Id,
            (_, wanted) => wanted.Account(member.Id),
            (group, moment) => ("", new Changes
            {
                Ledgers = [LedgerChange.Open(group.FindAccount(member.Id)!, moment)],
                Changed = [Probe.Adjustment(member.Id, "adj_unread")],
            }));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Writer.SubmitAsync(bold));
    }

    [Fact]
    public async Task A_keyed_row_without_a_version_is_not_changed()
    {
        var member = await app.SignUpAsync();
        var bold = new Probe(
            member.Id,
            (_, wanted) => wanted.Row<InviteCodeRow>(member.InviteCode),
            (group, _) => ("", new Changes { Changed = [group.Find<InviteCodeRow>(member.InviteCode)!] }));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Writer.SubmitAsync(bold));

        Assert.Contains("no version", refused.Message);
    }

    [Fact]
    public async Task Naming_ends_after_three_rounds()
    {
        var next = 0;
        var curious = new Probe(
            "curious", (_, wanted) => wanted.Row<UsedCodeRow>($"round-{next++}"), (_, _) => ("", Changes.None));

        await Writer.SubmitAsync(curious);

        Assert.Equal(3, curious.TimesNamed);
    }

    [Fact]
    public async Task A_set_has_what_is_stored_and_what_neighbours_added()
    {
        var member = await app.SignUpAsync();
        var pending = new RowSet<AdjustmentRow>(row => row.RequestedBy, most: 2);
        Probe Add(string id) => new(
            member.Id,
            (_, wanted) =>
            {
                wanted.Account(member.Id);
                wanted.Rows(pending, member.Id, "operator:opr_test");
            },
            (group, moment) => (
                $"{group.FindAll(pending, member.Id, "operator:opr_test").Count}",
                new Changes
                {
                    Ledgers = [LedgerChange.Open(group.FindAccount(member.Id)!, moment)],
                    Added = [Probe.Adjustment(member.Id, id)],
                }));

        var found = await Together(Add("adj_one"), Add("adj_two"), Add("adj_three"));

        Assert.Equal(["0", "1", "2"], found);
        await Assert.ThrowsAsync<LedgerException>(() => Writer.SubmitAsync(Add("adj_four")));
    }

    [Fact]
    public async Task A_counter_takes_one_sum_for_a_group()
    {
        var key = Guid.NewGuid().ToString();

        var taken = await Together([.. Enumerable.Range(1, 10).Select(_ => Probe.Take(key, 3))]);

        Assert.Equal(Enumerable.Range(1, 10).Select(many => $"{many * 3}"), taken);
        Assert.Equal(30, Taken(key));
    }

    [Fact]
    public async Task A_counter_that_refuses_eight_times_is_damage()
    {
        var key = Guid.NewGuid().ToString();
        await Writer.SubmitAsync(Probe.Take(key, 100));
        var greedy = Probe.Take(key, 1);

        await Assert.ThrowsAsync<LedgerException>(() => Writer.SubmitAsync(greedy));

        Assert.True(greedy.TimesDecided >= 8, $"decided {greedy.TimesDecided} times");
        Assert.Equal(100, Taken(key));
    }

    /// <summary>A check-in books the end of a hold, and with it gives back what the hold took.</summary>
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 40)]
    public async Task A_hold_carries_what_it_took_from_counters(bool captures, long taken)
    {
        var (member, key) = (await app.SignUpAsync(), Guid.NewGuid().ToString());
        var redemption = TypeIdOf(key);
        await Writer.SubmitAsync(Probe.Take(key, 40));
        await Writer.SubmitAsync(OnAccount(member, (account, moment) =>
            Redeem.Decide(Wish(redemption, new CounterShare("operator_day", key, 40)), account, moment).Value));
        if (captures)
        {
            await Writer.SubmitAsync(OnAccount(member, (account, moment) => Capture.Decide(
                Redeem.Decide(Wish(redemption), account with { Holds = [] }, moment).Value.Redemption,
                new Points(60),
                account,
                moment).Value));
        }

        app.Time.Advance(TimeSpan.FromMinutes(16));
        await member.CheckInAsync();

        Assert.Equal(taken, Taken(key));
    }

    /// <summary>It fails alone, and what it did to the account is not written with its neighbours.</summary>
    [Fact]
    public async Task A_hold_that_took_from_what_is_no_counter_fails_alone()
    {
        var (member, neighbour, key) = (await app.SignUpAsync(), await app.SignUpAsync(), Guid.NewGuid().ToString());
        await Writer.SubmitAsync(OnAccount(member, (account, moment) =>
            Redeem.Decide(Wish(TypeIdOf(key), new CounterShare("member", key, 1)), account, moment).Value));
        app.Time.Advance(TimeSpan.FromMinutes(16));

        var answers = new[] { member, neighbour }.Select(one => OnAccount(one, (account, moment) =>
            new RedemptionChange(null!, LedgerChange.Open(account, moment)), subject: member.Id)).ToArray();
        await Assert.ThrowsAsync<LedgerException>(() => Together(answers));

        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        Assert.Equal(60, db.Accounts.Single(row => row.MemberId == member.Id).Held);
        Assert.DoesNotContain(
            db.Entries, row => row.MemberId == member.Id && row.Kind == EntryKind.HoldExpired);
    }

    /// <summary>Stays out of the tables: what is asked about is the account.</summary>
    private static Probe OnAccount(
        Member member, Func<Account, Moment, RedemptionChange> decide, string? subject = null) => new(
        subject ?? member.Id,
        (_, wanted) => wanted.Account(member.Id),
        (group, moment) => ("", new Changes
        {
            Ledgers = [decide(group.FindAccount(member.Id)!, moment).Ledger],
        }));

    private static string TypeIdOf(string key) => "rdm_" + key.Replace("-", "")[..26];

    private static RedeemRequest Wish(string id, params CounterShare[] shares) => new(
        id, "mch_test", id, new QuoteRequest(
            Domain.Programmes.Category.Book,
            Purchase.Of([new PurchaseLine("a book", 1, new Fen(8800))]).Value,
            new Points(60)))
    {
        Shares = shares,
    };

    private long Taken(string key)
    {
        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        return db.OperatorDays.Single(day => day.Key == key).Taken;
    }

    /// <summary>In one group: the lane is kept busy until all of them wait. They have one subject.</summary>
    private async Task<string[]> Together(params Probe[] probes)
    {
        using var gate = new ManualResetEventSlim();
        var busy = Writer.SubmitAsync(new Probe(probes[0].Subject, (_, _) => gate.Wait(), (_, _) => ("", Changes.None)));
        var answers = probes.Select(probe => Writer.SubmitAsync(probe)).ToList();
        gate.Set();
        await busy;
        return await Task.WhenAll(answers);
    }
}

public sealed class WriterOnSqlite(SqliteApp app) : WriterTests<SqliteApp>(app);

public sealed class WriterOnPostgres(PostgresApp app) : WriterTests<PostgresApp>(app.OrSkip());
