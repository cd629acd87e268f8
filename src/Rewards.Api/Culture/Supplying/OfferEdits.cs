using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Supplying;

/// <summary>Who edits, and in whose language a refusal is written.</summary>
/// <param name="Supplier">Whose offers.</param>
/// <param name="Actor">As audit records name the caller.</param>
/// <param name="Reader">For whom an error is written.</param>
public sealed record OfferEditing(Supplier Supplier, string Actor, ProblemReader Reader);

/// <summary>Changes offers of one merchant. Each stages its change; the editor writes it.</summary>
internal sealed class OfferEdits(OwnOffers offers, Platform.Reference.ReferenceData reference)
{
    public Edited Create(RewardsDb db, DateTimeOffset now, NewOfferBody body, OfferEditing by)
    {
        var content = body.ToContent(by.Supplier.Merchant.Category, body.Kind);
        var venue = db.Venues.FirstOrDefault(one => one.Id == body.VenueId);
        var fault = FaultsIn(content, body.Kind)
            ?? VenueFault(body, venue, by)
            ?? NamedPictures.Take(db, content, by.Supplier.MerchantId, now);
        if (fault is not null)
        {
            return Edited.Refused(fault, by.Reader);
        }

        var offer = new OfferRow
        {
            Id = TypeId.New(TypeId.Offer, now),
            MerchantId = by.Supplier.MerchantId,
            VenueId = body.VenueId,
            Kind = body.Kind,
            Supply = by.Supplier.Merchant.IsPublic ? Supply.Public : Supply.Market,
            NewestVersion = 1,
            PublishAt = body.PublishAt,
            CreatedAt = now,
            ChangedNo = 0,
        };
        var version = Version(offer, content, by.Actor, now);
        db.AddRange(offer, version);
        if (body.Stock is { } stock)
        {
            db.Add(new StockRow { Key = offer.Id, Taken = 0, Most = stock });
        }

        var shown = offers.Show(db, offer, version, (venue, body.Stock));
        return new Edited(
            StoredAnswer.Created(shown, "/v1/merchant/offers/" + offer.Id), new Act("offer.added", offer.Id, body));
    }

    /// <summary>
    /// Another content is another version. Where nothing guarded has changed it is approved by rule at once; else what
    /// was approved stays live until somebody has looked.
    /// </summary>
    public Edited Replace(
        RewardsDb db, DateTimeOffset now, (string Id, int? Newest, OfferVersionBody Body) wanted, OfferEditing by)
    {
        if (Find(db, wanted.Id, by) is not { } offer)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        if (RefuseReplacing(offer, wanted.Newest) is { } refusal)
        {
            return Edited.Refused(refusal, by.Reader);
        }

        var content = wanted.Body.ToContent(by.Supplier.Merchant.Category, offer.Kind);
        if ((FaultsIn(content, offer.Kind) ?? NamedPictures.Take(db, content, offer.MerchantId, now)) is { } fault)
        {
            return Edited.Refused(fault, by.Reader);
        }

        offer.NewestVersion++;
        var version = Version(offer, content, by.Actor, now);
        db.Add(version);
        if (LiveContent(db, offer) is { } live
            && !content.NeedsReviewAfter(live, reference.Programme.Supplying.PriceRisePercent))
        {
            OfferVersions.Approve(offer, version, Moment.System, now);
        }

        return Shown(db, offer, version, new Act("offer.versioned", offer.Id, new { version.N, version.State, wanted.Body }));
    }

    public Edited Submit(RewardsDb db, DateTimeOffset now, string id, OfferEditing by)
    {
        if (Find(db, id, by) is not { } offer)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        var newest = Newest(db, offer);
        if (offer.ClosedAt is not null || newest.State != OfferVersionState.Draft)
        {
            return Edited.Refused(StateProblem(offer, newest), by.Reader);
        }

        // A version that waited before is overtaken: what an operator sees is what the merchant wants now.
        (newest.State, newest.SubmittedAt, offer.SubmittedVersion) = (OfferVersionState.Submitted, now, newest.N);
        return Shown(db, offer, newest, new Act("offer.submitted", offer.Id, new { newest.N }));
    }

    public Edited Pause(RewardsDb db, DateTimeOffset now, string id, OfferEditing by) =>
        Change(db, id, by, "offer.paused", offer => offer.PausedAt ??= now);

    public Edited Resume(RewardsDb db, DateTimeOffset now, string id, OfferEditing by) =>
        Change(db, id, by, "offer.resumed", offer => offer.PausedAt = null);

    public Edited Close(RewardsDb db, DateTimeOffset now, string id, OfferEditing by) =>
        Change(db, id, by, "offer.closed", offer => (offer.ClosedAt, offer.SubmittedVersion) = (now, null));

    /// <summary>How many there are of goods: not fewer than are taken.</summary>
    public Edited Restock(RewardsDb db, DateTimeOffset now, (string Id, OfferChangeBody Body) wanted, OfferEditing by)
    {
        var offer = Find(db, wanted.Id, by);
        var stock = db.Stocks.AsNoTracking().FirstOrDefault(one => one.Key == wanted.Id);
        if (offer is null || stock is null)
        {
            return Edited.Refused(offer is null ? Problem.NotFound : Goods, by.Reader);
        }

        // One conditional statement: orders take from it meanwhile, and wait for no lock that is held here.
        var changed = db.Stocks.Where(one => one.Key == offer.Id && one.Taken <= wanted.Body.Stock)
            .ExecuteUpdate(one => one.SetProperty(row => row.Most, wanted.Body.Stock));
        return changed == 0
            ? Edited.Refused(Problem.Of("capacity_below_taken") with { Facts = Taken(stock.Taken) }, by.Reader)
            : Shown(db, offer, Newest(db, offer), new Act("offer.restocked", offer.Id, wanted.Body), wanted.Body.Stock);
    }

    internal static Dictionary<string, object> Taken(long taken) => new() { ["taken"] = taken };

    private static Problem Goods { get; } = Problem.Invalid("stock", "must be there for goods, and for nothing else");

    private static Problem? VenueFault(NewOfferBody body, VenueRow? venue, OfferEditing by) =>
        body.VenueId is not null && venue?.MerchantId != by.Supplier.MerchantId
            ? Problem.Invalid("venue_id", "must be a venue of this merchant")
            : null;

    private static Problem? FaultsIn(OfferContent content, OfferKind kind)
    {
        var faults = content.FaultsIn(kind).ToLookup(fault => fault.Field, fault => fault.Reason);
        return faults.Count == 0
            ? null
            : Problem.Of("validation_failed") with { Errors = faults.ToDictionary(one => one.Key, one => one.ToArray()) };
    }

    private static Problem? RefuseReplacing(OfferRow offer, int? newest) =>
        offer.ClosedAt is not null ? OfferVersions.Refuse("closed")
        : newest is null ? Problem.Of("version_missing") with { Facts = NewestOf(offer) }
        : newest != offer.NewestVersion ? Problem.Of("version_conflict") with { Facts = NewestOf(offer) }
        : null;

    private static Dictionary<string, object> NewestOf(OfferRow offer) => new() { ["newest_version"] = offer.NewestVersion };

    private static Problem StateProblem(OfferRow offer, OfferVersionRow newest) =>
        OfferVersions.Refuse(offer.ClosedAt is not null ? "closed" : WireName.Of(newest.State));

    private static OfferVersionRow Version(OfferRow offer, OfferContent content, string actor, DateTimeOffset now) => new()
    {
        OfferId = offer.Id,
        N = offer.NewestVersion,
        Content = SupplyJson.Write(content),
        State = OfferVersionState.Draft,
        CreatedAt = now,
        CreatedBy = actor,
    };

    private static OfferRow? Find(RewardsDb db, string id, OfferEditing by) => db.Offers.AsTracking()
        .FirstOrDefault(offer => offer.Id == id && offer.MerchantId == by.Supplier.MerchantId);

    private static OfferVersionRow Newest(RewardsDb db, OfferRow offer) => db.OfferVersions.AsTracking()
        .Single(version => version.OfferId == offer.Id && version.N == offer.NewestVersion);

    private static OfferContent? LiveContent(RewardsDb db, OfferRow offer) => offer.LiveVersion is { } live
        ? SupplyJson.ReadContent(db.OfferVersions.Single(one => one.OfferId == offer.Id && one.N == live).Content)
        : null;

    /// <summary>To do again what was done changes nothing; a closed offer stays as it is.</summary>
    private Edited Change(RewardsDb db, string id, OfferEditing by, string act, Action<OfferRow> change)
    {
        if (Find(db, id, by) is not { } offer)
        {
            return Edited.Refused(Problem.NotFound, by.Reader);
        }

        if (offer.ClosedAt is not null)
        {
            return Edited.Refused(OfferVersions.Refuse("closed"), by.Reader);
        }

        change(offer);
        var hasChanged = db.Entry(offer).State == EntityState.Modified;
        return Shown(db, offer, Newest(db, offer), hasChanged ? new Act(act, offer.Id, new { }) : null);
    }

    private Edited Shown(RewardsDb db, OfferRow offer, OfferVersionRow newest, Act? act, long? stock = null)
    {
        var venue = db.Venues.FirstOrDefault(one => one.Id == offer.VenueId);
        var there = stock ?? db.Stocks.AsNoTracking().FirstOrDefault(one => one.Key == offer.Id)?.Most;
        return new Edited(StoredAnswer.Ok(offers.Show(db, offer, newest, (venue, there))), act);
    }
}
