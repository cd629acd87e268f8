using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>The page that confirms an order, as a browser without scripts uses it.</summary>
internal static partial class Confirming
{
    public static string AddressOf(string offer, string? slot, int quantity = 1, string choice = "") =>
        $"/offers/{offer}/confirm?{(slot is null ? "" : $"slot_id={slot}&")}quantity={quantity}{choice}";

    /// <summary>Opens the page and sends its form as it stands.</summary>
    public static async Task<Page> OrderAsync(
        Visitor visitor, string offer, string? slot, int quantity = 1, params (string Name, string Value)[] beside)
    {
        var page = await visitor.GetAsync(AddressOf(offer, slot, quantity));
        return await SendAsync(visitor, offer, page, beside);
    }

    /// <summary>Sends the form of a page that was opened before.</summary>
    public static Task<Page> SendAsync(Visitor visitor, string offer, Page page, params (string Name, string Value)[] beside)
    {
        var fields = FieldsOf(page);
        foreach (var (name, value) in beside.Prepend(("act", "order")))
        {
            fields[name] = value;
        }

        return visitor.PostAsync($"/offers/{offer}/confirm", [.. fields.Select(field => (field.Key, field.Value))]);
    }

    private static Dictionary<string, string> FieldsOf(Page page)
    {
        var form = page.Text.Split("id=\"order\"")[1].Split("</form>")[0];
        var fields = Hidden().Matches(form)
            .Select(match => match.Value)
            .ToDictionary(input => Name().Match(input).Groups[1].Value, input => Value().Match(input).Groups[1].Value);
        if (Chosen().Match(form) is { Success: true } quantity)
        {
            fields["quantity"] = quantity.Groups[1].Value;
        }

        if (Use().Match(form) is { Success: true } use)
        {
            fields["use"] = use.Groups[1].Value;
        }

        return fields;
    }

    [GeneratedRegex("<input [^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex(" name=\"([^\"]+)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<option value=\"([0-9]+)\" selected=\"selected\">")]
    private static partial Regex Chosen();

    [GeneratedRegex("name=\"use\" value=\"([a-z]+)\" checked=\"checked\"")]
    private static partial Regex Use();
}
