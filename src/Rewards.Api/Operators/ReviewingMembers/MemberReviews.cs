using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Operators.ReviewingMembers;

/// <param name="Id" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">The member's id.</param>
/// <param name="DisplayName" example="微信好友1128">What the member is called.</param>
/// <param name="InviteCode" example="H4X09K2Q">The code by which the member invites friends.</param>
/// <param name="InvitedBy">The member who invited them; null: nobody.</param>
/// <param name="InvitedByName" example="微信好友1103">What that member is called; null: nobody.</param>
/// <param name="CreatedAt">When they registered (UTC).</param>
public sealed record MemberSummary(
    string Id,
    string DisplayName,
    string InviteCode,
    string? InvitedBy,
    string? InvitedByName,
    DateTimeOffset CreatedAt)
{
    internal static MemberSummary From(MemberRow row, NamesFound names) =>
        new(row.MemberId, row.DisplayName, row.InviteCode, row.InvitedBy, names[row.InvitedBy], row.CreatedAt);
}

/// <param name="Member">Who it is.</param>
/// <param name="Points">What they have, as of now.</param>
/// <param name="StreakDays" example="3">Days checked in without a gap, as of now.</param>
/// <param name="Entries" example="17">How many entries the ledger holds for them.</param>
public sealed record MemberReview(MemberSummary Member, PointsResponse Points, long StreakDays, long Entries);

/// <param name="From" example="signup/2027-11-30">
/// The lot that the points left: source, slash, last valid business date. Null: newly issued. In a refund, the lot they had been spent from.
/// </param>
/// <param name="To" example="null">The lot that they reached; null: spent, expired or withdrawn.</param>
/// <param name="Points" example="300">How many.</param>
public sealed record SliceResponse(string? From, string? To, long Points);

/// <summary>One movement, with all that the ledger knows about it.</summary>
/// <param name="Seq" example="3">Numbers the member's entries from 1, without a gap.</param>
/// <param name="Id" example="ent_01m6a6ft00e5q8d2vk5m3t7b9c">The entry's id.</param>
/// <param name="At">When it was booked (UTC).</param>
/// <param name="BusinessDate">
/// The day on which it takes effect; for what ended by time, the day on which it ended.
/// </param>
/// <param name="Kind">Why points moved.</param>
/// <param name="FromAccount" example="available">The account that the points left.</param>
/// <param name="ToAccount" example="merchant:mch_01m6a6ft00f9v80z9fwvfeamgy">The account that they reached.</param>
/// <param name="Points" example="500">How many, always positive.</param>
/// <param name="AvailableAfter" example="320">The member's available points afterwards.</param>
/// <param name="Slices">Which lots the points left and reached.</param>
/// <param name="Reference" example="rdm_01m6a6ft00e5q8d2vk5m3t7b9c">
/// What caused it: a redemption, adjustment or friend.
/// </param>
/// <param name="ProgrammeVersion" example="1">The version of the rules that applied.</param>
/// <param name="Actor" example="merchant:mch_01m6a6ft00f9v80z9fwvfeamgy">Who acted.</param>
/// <param name="ActorName" example="Bookshop">
/// What the merchant or operator is called; null where the member or time acted.
/// </param>
/// <param name="Note">An operator's words; null for all but adjustments.</param>
public sealed record LedgerEntryResponse(
    long Seq,
    string Id,
    DateTimeOffset At,
    DateOnly BusinessDate,
    EntryKind Kind,
    string FromAccount,
    string ToAccount,
    long Points,
    long AvailableAfter,
    IReadOnlyList<SliceResponse> Slices,
    string? Reference,
    int ProgrammeVersion,
    string Actor,
    string? ActorName,
    string? Note)
{
    internal static LedgerEntryResponse From(EntryRow row, NamesFound names) => new(
        row.Seq,
        row.Id,
        row.At,
        row.BusinessDate,
        row.Kind,
        row.FromAccount,
        row.ToAccount,
        row.Points,
        row.AvailableAfter,
        [.. LedgerJson.ReadSlices(row.Slices)
            .Select(slice => new SliceResponse(slice.From?.ToString(), slice.To?.ToString(), slice.Points.Value))],
        row.Reference,
        row.ProgrammeVersion,
        row.Actor,
        names[row.Actor],
        row.Note);
}

/// <param name="Source" example="signup">
/// Where the points came from; <c>grace:</c> before it for points that came back late.
/// </param>
/// <param name="ExpiresOn">Their last valid business date (inclusive).</param>
/// <param name="Points" example="300">How many.</param>
public sealed record LotResponse(string Source, DateOnly ExpiresOn, long Points)
{
    internal static LotResponse From(LotPoints lot) => new(lot.Lot.Source, lot.Lot.ExpiresOn, lot.Points.Value);
}

/// <param name="RedemptionId" example="rdm_01m6a6ft00e5q8d2vk5m3t7b9c">What they are held for.</param>
/// <param name="ExpiresAt">From then on (UTC, inclusive) the hold is over.</param>
/// <param name="Lots">Which points are held.</param>
public sealed record HoldResponse(string RedemptionId, DateTimeOffset ExpiresAt, IReadOnlyList<LotResponse> Lots);

/// <param name="Available">Spendable points by lot, in the order in which they are spent.</param>
/// <param name="Holds">Open holds.</param>
public sealed record LotsResponse(IReadOnlyList<LotResponse> Available, IReadOnlyList<HoldResponse> Holds)
{
    internal static LotsResponse From(Account account) => new(
        [.. account.Lots.Select(LotResponse.From)],
        [.. account.Holds.Select(hold =>
            new HoldResponse(hold.RedemptionId, hold.ExpiresAt, [.. hold.Lots.Select(LotResponse.From)]))]);
}
