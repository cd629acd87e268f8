using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Http;
using Rewards.Domain;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Ledger.Reading;

/// <summary>One line of a purchase.</summary>
/// <param name="Name" example="三体">As the merchant calls it, 1 to 200 characters.</param>
/// <param name="Quantity" example="1">How many, at least 1.</param>
/// <param name="UnitPriceFen" example="8800">Price of one, in fen (1/100 yuan), at least 1.</param>
[PartOfBody]
public sealed record PurchaseItem(
    [property: Text(200)] string Name,
    [property: Range(1L, Fen.MostInOneOperation, ErrorMessage = "must be from 1 to 1000000000")] long Quantity,
    [property: Range(1L, Fen.MostInOneOperation, ErrorMessage = "must be from 1 to 1000000000")] long UnitPriceFen)
{
    internal PurchaseLine ToLine() => new(Name, Quantity, new Fen(UnitPriceFen));

    internal static PurchaseItem From(PurchaseLine line) => new(line.Name, line.Quantity, line.UnitPrice.Value);
}
