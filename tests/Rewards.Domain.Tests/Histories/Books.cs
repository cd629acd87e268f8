using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Histories;

/// <summary>
/// A second ledger, kept from the entries alone and sharing no code with the first. After every act it is compared with
/// what the domain believes.
/// </summary>
internal sealed class Books(Programme programme)
{
    private readonly Dictionary<string, MemberBook> members = [];
    private readonly Dictionary<string, EarningBook> earnings = [];
    private readonly Dictionary<string, long> sums = [];
    private readonly HashSet<string> ended = [];

    private DateTimeOffset latest = DateTimeOffset.MinValue;

    public void Follow(World world)
    {
        latest = world.Now > latest ? world.Now : latest;
        foreach (var entry in world.Posted)
        {
            Assert.True(entry.At <= latest);
            EntryRules.Check(entry, programme, DeadlineOf(world, entry));
            Post(entry);
        }

        Check(world);
    }

    private static DateTimeOffset? DeadlineOf(World world, Entry entry) =>
        world.Redemptions.Find(redemption => redemption.Id == entry.Reference)?.HoldExpiresAt;

    private void Post(Entry entry)
    {
        members.TryAdd(entry.MemberId, new MemberBook());
        earnings.TryAdd(entry.MemberId, new EarningBook(programme.Earning));
        members[entry.MemberId].Post(entry);
        earnings[entry.MemberId].Post(entry);
        sums[entry.From] = sums.GetValueOrDefault(entry.From) - entry.Points.Value;
        sums[entry.To] = sums.GetValueOrDefault(entry.To) + entry.Points.Value;
        if (entry.Kind is EntryKind.Capture or EntryKind.HoldExpired)
        {
            // A hold ends once, and a purchase is paid once.
            Assert.True(ended.Add(entry.Reference!));
        }
    }

    private void Check(World world)
    {
        foreach (var (member, account) in world.Accounts)
        {
            members[member].Check(account);
        }

        foreach (var redemption in world.Redemptions)
        {
            RedemptionRules.Check(redemption, world.Refunds);
            CheckPoints(redemption, world.Accounts[redemption.MemberId]);
        }

        CheckAnswered(world);
        CheckProgramme(world);
    }

    /// <summary>Points are held until the deadline, or spent once the redemption is captured.</summary>
    private void CheckPoints(Redemption redemption, Account account)
    {
        var book = members[redemption.MemberId];
        var isHeld = redemption.Status == RedemptionStatus.Held;
        var isCaptured = redemption.Status == RedemptionStatus.Captured;
        var held = account.FindHold(redemption.Id)?.Points ?? Points.Zero;

        Assert.All(redemption.Spent, lot => Assert.Equal(lot.Left.Value, book.SpentFor(redemption.Id, lot.Lot)));
        Assert.Equal(isCaptured ? redemption.Points.Value : 0, redemption.Spent.Sum(lot => lot.Points.Value));
        if (!isHeld || redemption.HoldExpiresAt > latest)
        {
            Assert.Equal(isHeld ? redemption.Points : Points.Zero, held);
        }
    }

    /// <summary>Whoever was just served has nothing left whose day is past, and no hold that is over.</summary>
    private static void CheckAnswered(World world)
    {
        var served = world.Posted.Count == 0 ? null : world.Accounts[world.Posted[^1].MemberId];
        if (served is not null)
        {
            Assert.All(served.Lots, lot => Assert.True(lot.Lot.ExpiresOn >= Calendar.DayOf(world.Now)));
            Assert.All(served.Holds, hold => Assert.True(hold.ExpiresAt > world.Now));
        }
    }

    /// <summary>What was issued is outstanding, spent, expired or withdrawn.</summary>
    private void CheckProgramme(World world)
    {
        var issued = -SumOf("issued:");
        var outstanding = world.Accounts.Values.Sum(account => account.Available.Value + account.Held.Value);

        Assert.Equal(issued, outstanding + SumOf("merchant:") + SumOf("breakage") + SumOf("withdrawn"));
        foreach (var sold in world.Redemptions.GroupBy(redemption => redemption.MerchantId))
        {
            // What a merchant is owed: captures less refunds.
            var owed = sold.SelectMany(redemption => redemption.Spent).Sum(lot => lot.Left.Value);
            Assert.Equal(owed, SumOf("merchant:" + sold.Key));
        }
    }

    private long SumOf(string account) =>
        sums.Where(sum => sum.Key.StartsWith(account, StringComparison.Ordinal)).Sum(sum => sum.Value);
}
