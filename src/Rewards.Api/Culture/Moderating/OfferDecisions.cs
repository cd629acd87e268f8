using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.Moderating;

/// <summary>What operators decide about offers.</summary>
internal sealed class OfferDecisions(OwnOffers offers)
{
    public Edited Approve(
        RewardsDb db,
        DateTimeOffset now,
        (string Id, ApproveOfferBody Body) wanted,
        (string Actor, ProblemReader Reader) by) =>
        Decide(db, (wanted.Id, wanted.Body.Version, by.Reader), (offer, version) =>
        {
            OfferVersions.Approve(offer, version, by.Actor, now);
            return new Act("offer.approved", offer.Id, new { version.N });
        });

    public Edited Reject(
        RewardsDb db,
        DateTimeOffset now,
        (string Id, RejectOfferBody Body) wanted,
        (string Actor, ProblemReader Reader) by) =>
        Decide(db, (wanted.Id, wanted.Body.Version, by.Reader), (offer, version) =>
        {
            (version.State, version.DecidedAt, version.DecidedBy) = (OfferVersionState.Rejected, now, by.Actor);
            (version.ReasonCode, version.Note) = (wanted.Body.ReasonCode, wanted.Body.Note);
            offer.SubmittedVersion = null;
            return new Act("offer.rejected", offer.Id, wanted.Body);
        });

    public Edited Close(
        RewardsDb db,
        DateTimeOffset now,
        (string Id, CloseOfferBody Body) wanted,
        (string Actor, ProblemReader Reader) by)
    {
        var offer = db.Offers.AsTracking().FirstOrDefault(one => one.Id == wanted.Id);
        if (offer is null || offer.ClosedAt is not null)
        {
            return Edited.Refused(offer is null ? Problem.NotFound : OfferVersions.Refuse("closed"), by.Reader);
        }

        (offer.ClosedAt, offer.ClosedReason, offer.SubmittedVersion) = (now, wanted.Body.Reason, null);
        return Shown(db, offer, new Act("offer.closed", offer.Id, wanted.Body));
    }

    /// <summary>Only the version that waits, and only if it is the one that was looked at.</summary>
    private Edited Decide(
        RewardsDb db,
        (string Id, int Version, ProblemReader Reader) looked,
        Func<OfferRow, OfferVersionRow, Act> decide)
    {
        var offer = db.Offers.AsTracking().FirstOrDefault(one => one.Id == looked.Id);
        if (offer is null)
        {
            return Edited.Refused(Problem.NotFound, looked.Reader);
        }

        var version = db.OfferVersions.AsTracking()
            .FirstOrDefault(one => one.OfferId == offer.Id && one.N == looked.Version);
        return version is not null && offer.SubmittedVersion == version.N
            ? Shown(db, offer, decide(offer, version))
            : Edited.Refused(OfferVersions.Refuse(StateOf(offer, version)), looked.Reader);
    }

    private static string StateOf(OfferRow offer, OfferVersionRow? version) =>
        offer.ClosedAt is not null ? "closed" : WireName.Of(version?.State ?? OfferVersionState.Draft);

    private Edited Shown(RewardsDb db, OfferRow offer, Act act)
    {
        var newest = db.OfferVersions.AsTracking()
            .Single(version => version.OfferId == offer.Id && version.N == offer.NewestVersion);
        var venue = db.Venues.FirstOrDefault(one => one.Id == offer.VenueId);
        var stock = db.Stocks.AsNoTracking().FirstOrDefault(one => one.Key == offer.Id)?.Most;
        return new Edited(StoredAnswer.Ok(offers.Show(db, offer, newest, (venue, stock))), act);
    }
}
