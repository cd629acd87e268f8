using System.Collections.Immutable;
using Rewards.Domain.Expiring;

namespace Rewards.Domain.Ledger;

/// <summary>
/// What one command does to one account: the account after it, and the entries that say why. The only place where
/// points move: an account can't change without the entry that explains it.
/// </summary>
public sealed record LedgerChange
{
    private LedgerChange(Account account, Moment moment) => (Account, Moment) = (account, moment);

    public Account Account { get; private init; }

    /// <summary>As <see cref="Account"/> sees it, see <see cref="Moment.On"/>.</summary>
    public Moment Moment { get; }

    public ImmutableList<Entry> Entries { get; private init; } = [];

    /// <summary>What holds that ended give back to shared counters.</summary>
    public ImmutableList<CounterShare> GivenBack { get; private init; } = [];

    /// <summary>Opens the account for a command: what is overdue is booked before anything else is decided.</summary>
    public static LedgerChange Open(Account account, Moment moment) =>
        BookOverdue.On(new LedgerChange(account, moment.On(account)));

    /// <exception cref="LedgerException">The movement takes points that are not there.</exception>
    public LedgerChange Post(Movement movement)
    {
        var after = MoveLots(MoveHold(Account, movement), movement);
        var entry = new Entry(movement.From, movement.To, movement.Slices)
        {
            MemberId = Account.MemberId,
            Seq = Account.LastSeq + 1,
            Kind = movement.Kind,
            AvailableAfter = after.Available,
            Reference = movement.Reference,
            BusinessDate = movement.BusinessDate ?? Moment.Today,
            At = Moment.Now,
            ProgrammeVersion = Moment.Programme.Version,
            Actor = movement.IsByTime ? Moment.System : Moment.Actor,
            Note = movement.Note,
        };

        return this with
        {
            Account = after with
            {
                LastSeq = entry.Seq,
                LastEntryAt = entry.At,
                Totals = after.Totals.After(entry.Kind, entry.Points, entry.From == LedgerAccount.Available),
            },
            Entries = Entries.Add(entry),
            GivenBack = GivenBack.AddRange(SharesReturnedBy(movement)),
        };
    }

    /// <summary>
    /// Issues points into the lot in which they live as long as the programme lets them. Nothing for 0 points.
    /// </summary>
    public LedgerChange Credit(
        EntryKind kind, string source, Points points, string? reference = null, string? note = null)
    {
        if (points.IsZero)
        {
            return this;
        }

        var lot = new LotKey(source, Moment.Programme.Expiry.LastDayOfPointsEarnedOn(Moment.Today));
        return Post(new Movement(kind, LedgerAccount.Issued(source), LedgerAccount.Available, [Slice.Into(lot, points)])
        {
            Reference = reference,
            Note = note,
        });
    }

    /// <summary>Changes what an account knows beside its points.</summary>
    public LedgerChange Remember(Func<Account, Account> change) => this with { Account = change(Account) };

    private static Account MoveLots(Account account, Movement movement)
    {
        var lots = account.Lots;
        foreach (var slice in movement.Slices)
        {
            if (movement.From == LedgerAccount.Available)
            {
                lots = lots.Take(new LotPoints(Named(slice.From), slice.Points));
            }
            else if (movement.To == LedgerAccount.Available)
            {
                lots = lots.Add(new LotPoints(Named(slice.To), slice.Points));
            }
        }

        return account with { Lots = lots };
    }

    private static Account MoveHold(Account account, Movement movement)
    {
        if (movement.To == LedgerAccount.Held)
        {
            var lots = movement.Slices.Select(slice => new LotPoints(Named(slice.To), slice.Points));
            return account with
            {
                Holds =
                [
                    .. account.Holds,
                    new Hold(movement.Reference!, movement.HoldExpiresAt, [.. lots]) { Shares = movement.Shares },
                ],
            };
        }

        return movement.From == LedgerAccount.Held ? TakeFromHold(account, movement) : account;
    }

    private static Account TakeFromHold(Account account, Movement movement)
    {
        var hold = account.FindHold(movement.Reference!)
            ?? throw new LedgerException($"Redemption {movement.Reference} holds nothing.");
        LotPoints[] taken = [.. movement.Slices.Select(slice => new LotPoints(Named(slice.From), slice.Points))];
        var left = hold.Lots.Without(taken);
        if (left.Any(lot => lot.Points < Points.Zero)
            || left.Sum(lot => lot.Points) != hold.Points - taken.Sum(lot => lot.Points))
        {
            throw new LedgerException($"Redemption {movement.Reference} does not hold what is taken from it.");
        }

        // What is released beside a capture has no shares any more: they are the capture's.
        Hold[] rest = left.Count == 0 ? [] : [hold with { Lots = left, Shares = [] }];
        return account with { Holds = [.. account.Holds.Where(other => other != hold), .. rest] };
    }

    private IReadOnlyList<CounterShare> SharesReturnedBy(Movement movement) =>
        movement is { From: LedgerAccount.Held, To: LedgerAccount.Available }
            ? Account.FindHold(movement.Reference!)?.Shares ?? []
            : [];

    private static LotKey Named(LotKey? lot) =>
        lot ?? throw new LedgerException("A slice of a member's points must name its lot.");
}
