using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Culture.OverseeingOrders;

/// <summary>Which of a merchant's orders are wanted; each left out: any.</summary>
/// <param name="OfferId" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">Of what.</param>
/// <param name="SlotId" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">When.</param>
/// <param name="Status" example="confirmed">How they stand now: <c>awaiting_payment</c>, <c>confirmed</c>, <c>completed</c>, <c>cancelled</c> or <c>expired</c>.</param>
/// <param name="From">A business date (the whole day) or an instant; by <c>created_at</c>.</param>
/// <param name="To">A business date (the whole day) or an instant (excluded); by <c>created_at</c>.</param>
public sealed record SoldOrderFilter(
    [property: FromQuery(Name = "offer_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? OfferId,
    [property: FromQuery(Name = "slot_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? SlotId,
    [property: FromQuery(Name = "status")]
    [property: AllowedValues(
        null, "awaiting_payment", "confirmed", "completed", "cancelled", "expired",
        ErrorMessage = "must be one of: awaiting_payment, confirmed, completed, cancelled, expired")]
    string? Status,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To)
{
    /// <exception cref="BindingException">The period is none.</exception>
    internal OrdersWanted Of(string merchantId, BusinessCalendar calendar) =>
        new(Period.Read(From, To, calendar), OrdersWanted.ReadStatus(Status))
        {
            MerchantId = merchantId,
            OfferId = OfferId,
            SlotId = SlotId,
        };
}

/// <summary>Which orders are wanted; each left out: any.</summary>
/// <param name="MemberId" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">Who ordered.</param>
/// <param name="MerchantId" example="mch_01m6a6ft00f9v80z9fwvfeamgy">Whose offer it is.</param>
/// <param name="OfferId" example="ofr_01m6a6ft00e8cr5n3j7k2q9w4x">Of what.</param>
/// <param name="SlotId" example="slt_01m6a6ft00e8cr5n3j7k2q9w4x">When.</param>
/// <param name="Status" example="confirmed">How they stand now: <c>awaiting_payment</c>, <c>confirmed</c>, <c>completed</c>, <c>cancelled</c> or <c>expired</c>.</param>
/// <param name="From">A business date (the whole day) or an instant; by <c>created_at</c>.</param>
/// <param name="To">A business date (the whole day) or an instant (excluded); by <c>created_at</c>.</param>
public sealed record ReviewedOrderFilter(
    [property: FromQuery(Name = "member_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? MemberId,
    [property: FromQuery(Name = "merchant_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? MerchantId,
    [property: FromQuery(Name = "offer_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? OfferId,
    [property: FromQuery(Name = "slot_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? SlotId,
    [property: FromQuery(Name = "status")]
    [property: AllowedValues(
        null, "awaiting_payment", "confirmed", "completed", "cancelled", "expired",
        ErrorMessage = "must be one of: awaiting_payment, confirmed, completed, cancelled, expired")]
    string? Status,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To)
{
    /// <exception cref="BindingException">The period is none.</exception>
    internal OrdersWanted Of(BusinessCalendar calendar) =>
        new(Period.Read(From, To, calendar), OrdersWanted.ReadStatus(Status))
        {
            MemberId = MemberId,
            MerchantId = MerchantId,
            OfferId = OfferId,
            SlotId = SlotId,
        };
}

/// <summary>What is looked for; null: any.</summary>
/// <param name="Period">When they were ordered.</param>
/// <param name="Status">How they stand now.</param>
internal sealed record OrdersWanted(Period Period, OrderStatus? Status)
{
    public string? MemberId { get; init; }

    public string? MerchantId { get; init; }

    public string? OfferId { get; init; }

    public string? SlotId { get; init; }

    public static OrderStatus? ReadStatus(string? status) => status is null ? null : WireName.Parse<OrderStatus>(status);
}
