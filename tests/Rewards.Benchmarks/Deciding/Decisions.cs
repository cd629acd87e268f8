using BenchmarkDotNet.Attributes;
using Rewards.Domain;
using Rewards.Domain.CheckingIn;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Benchmarks.Deciding;

/// <summary>What each decision costs, on an account with as many lots as a member of that many months has.</summary>
public class Decisions
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 4, 0, 0, TimeSpan.Zero);

    private Moment moment = null!;
    private Account account = null!;
    private QuoteRequest wanted = null!;
    private RedeemRequest wish = null!;
    private RedemptionChange held = null!;
    private RedemptionChange captured = null!;

    [Params(1, 13)]
    public int Lots { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var seeds = Path.Combine(AppContext.BaseDirectory, "seeds", "programme.json");
        moment = new Moment(Noon, ProgrammeDocument.Parse(File.ReadAllText(seeds)).Programme!, Moment.Member);
        var lots = Enumerable.Range(0, Lots).Select(month => new LotPoints(
            new LotKey("check_in", new DateOnly(2026, 11, 30).AddMonths(month)), new Points(300)));
        account = new Account
        {
            MemberId = "mbr_1",
            LastSeq = 1,
            LastEntryAt = Noon.AddDays(-1),
            Lots = Domain.Ledger.Lots.From(lots),
        };
        wanted = new QuoteRequest(
            Category.Book, Purchase.Of([new PurchaseLine("book", 1, new Fen(8800))]).Value, new Points(200));
        wish = new RedeemRequest("rdm_1", "mch_1", "1", wanted);
        held = Redeem.Decide(wish, account, moment).Value;
        captured = Capture.Decide(held.Redemption, null, held.Ledger.Account, moment).Value;
    }

    [Benchmark]
    public object QuotePurchase() => Quote.Decide(
        wanted, account.Available, moment.Programme.Rate, [.. moment.Programme.CeilingsOn(wanted)]);

    [Benchmark]
    public object HoldPoints() => Redeem.Decide(wish, account, moment);

    [Benchmark]
    public object RedeemAtOnce() => Redeem.Decide(wish with { Capture = true }, account, moment);

    [Benchmark]
    public object CaptureHold() => Capture.Decide(held.Redemption, null, held.Ledger.Account, moment);

    [Benchmark]
    public object RefundCapture() => Refund.Decide(captured.Redemption, null, captured.Ledger.Account, moment);

    [Benchmark]
    public object CheckInToday() => CheckIn.Decide(account, moment);

    [Benchmark]
    public object OpenWithNothingDue() => LedgerChange.Open(account, moment);

    [Benchmark]
    public object ExpireEverything() => LedgerChange.Open(account, moment with { Now = Noon.AddYears(3) });

    [Benchmark]
    public object Credit() => LedgerChange.Open(account, moment).Credit(EntryKind.Signup, "signup", new Points(300));
}
