using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Through the pages of the door, in the same browser and look.</summary>
internal static class DoorWalk
{
    /// <summary>What staff see until a ticket was used, and then its holder.</summary>
    /// <param name="phone">Of a member with an order.</param>
    /// <param name="film">The order.</param>
    /// <param name="look">At each page, by a name.</param>
    public static async Task AsStaffAsync(Phone phone, Answer film, Func<string, Task> look)
    {
        await phone.OpenAsync("/door/sign-in");
        await look("/door/sign-in");
        await phone.Page.Locator("#key").FillAsync("rk_test_cinema");
        await phone.Page.Locator("main button[type=submit]").ClickAsync();
        foreach (var path in new[] { "/door", "/door/at", "/door/at?slot=" + film.Text("slot_id") })
        {
            await phone.OpenAsync(path);
            await look(path.Split('=')[0]);
        }

        await phone.Page.Locator("#scanned").FillAsync(film["tickets"]![0]!["code"]!.GetValue<string>());
        await phone.Page.Locator("#door button[type=submit]").ClickAsync();
        await look("/door/looked-up");
        await phone.Page.Locator(".door__order button[type=submit]").ClickAsync();
        await look("/door/admitted");
        await phone.OpenAsync("/orders/" + film.Text("id"));
        await look("/orders/used");
    }
}
