using System.CommandLine;
using System.Globalization;
using Rewards.Api.Merchants.ManagingMerchants;
using Rewards.Api.Platform;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>merchants list</c>.</summary>
internal static class MerchantsVerb
{
    public static Command Create() => new("merchants", "Partners that redeem points.") { List() };

    private static Command List()
    {
        var json = Terminal.JsonOption();
        var list = new Command("list", "List merchants with their categories and live keys.") { json };
        list.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            using var db = Terminal.Existing(app.Services).OpenForReading();
            var keys = db.MerchantKeys.AsEnumerable().ToLookup(key => key.MerchantId);
            MerchantResponse[] merchants =
            [
                .. db.Merchants.OrderBy(row => row.Id).AsEnumerable()
                    .Select(row => MerchantResponse.From(row, keys[row.Id])),
            ];
            string[] header = ["id", "category", "status", "live keys", "name"];
            Terminal.Answer(
                parsed.GetValue(json), merchants, Terminal.Columns([header, .. merchants.Select(LineOf)]));
            return ExitCodes.Done;
        });
        return list;
    }

    private static string[] LineOf(MerchantResponse merchant) =>
    [
        merchant.Id, WireName.Of(merchant.Category), WireName.Of(merchant.Status),
        merchant.Keys.Count(key => key.RevokedAt is null).ToString(CultureInfo.InvariantCulture),
        $"{merchant.Name.Zh} ({merchant.Name.En})",
    ];
}
