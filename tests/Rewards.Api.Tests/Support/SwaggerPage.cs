using System.Globalization;
using Microsoft.Playwright;

namespace Rewards.Api.Tests.Support;

/// <summary>Swagger's page in a desktop's browser, on the document for one audience.</summary>
public sealed class SwaggerPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly IPage page;

    private SwaggerPage(IBrowserContext context, IPage page) => (this.context, this.page) = (context, page);

    public static async Task<SwaggerPage> OpenAsync(IBrowser browser, string address, string audience, string? password)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 1000 },
            ReducedMotion = ReducedMotion.Reduce,
            HttpCredentials = password is null ? null : new HttpCredentials { Username = "me", Password = password },

            // As a proxy that ends TLS would add it; believed by a service in Production only.
            ExtraHTTPHeaders = new Dictionary<string, string> { ["X-Forwarded-Proto"] = "https" },
        });
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{address}/swagger/index.html?urls.primaryName=Rewards%20for%20{audience}s");
        await page.Locator(".opblock").First.WaitForAsync();
        return new SwaggerPage(context, page);
    }

    /// <summary>Fills the box that opens behind the lock.</summary>
    public async Task AuthorizeAsync(string credential)
    {
        await page.Locator(".scheme-container .authorize").ClickAsync();
        await page.Locator(".modal-ux input").FillAsync(credential);
        await page.Locator(".modal-ux button.authorize").ClickAsync();
        await page.Locator(".modal-ux .btn-done").ClickAsync();
    }

    /// <summary>
    /// Opens an operation, leaves everything as the page filled it but the given parameters, and clicks Execute.
    /// </summary>
    /// <param name="operationId">As the document names it.</param>
    /// <param name="parameters">Those that have to be filled by hand.</param>
    /// <returns>The status, and the body that the page shows.</returns>
    public async Task<(int Status, string Body)> TryAsync(
        string operationId, params (string Name, string Value)[] parameters)
    {
        var operation = page.Locator($"[id$='-{operationId}']");
        await operation.Locator(".opblock-summary-control").ClickAsync();
        foreach (var (name, value) in parameters)
        {
            await operation.Locator($"tr[data-param-name='{name}'] input").FillAsync(value);
        }

        await operation.Locator("button.execute").ClickAsync();
        var answer = operation.Locator(".live-responses-table .response");
        var status = await answer.Locator(".response-col_status").InnerTextAsync();
        var body = answer.Locator(".response-col_description .highlight-code code");
        var text = await body.CountAsync() == 0 ? "" : await body.First.InnerTextAsync();

        // Or the next try would see this answer before its own.
        await operation.Locator("button.btn-clear").ClickAsync();
        await operation.Locator(".opblock-summary-control").ClickAsync();
        return (int.Parse(status.Split('\n')[0], CultureInfo.InvariantCulture), text);
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
