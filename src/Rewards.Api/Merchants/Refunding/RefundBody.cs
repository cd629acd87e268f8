using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Merchants.Refunding;

/// <param name="Reason" example="Customer returned the book">
/// For the record, 1 to 200 characters; may have lines.
/// </param>
/// <param name="AmountFen" example="4400">
/// How much of the gross to give back, in fen, points' worth and cash together. Left out: all that is left.
/// </param>
public sealed record RefundBody(
    [property: Text(RefundRow.LongestReason), Lines] string Reason,
    [property: Range(1L, Fen.MostInOneOperation, ErrorMessage = "must be from 1 to 1000000000")]
    long? AmountFen = null);
