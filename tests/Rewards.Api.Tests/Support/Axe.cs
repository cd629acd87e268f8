using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// axe-core in the page itself. Deque's own package for Playwright opens a second page each time, for frames of other
/// origins: there are none here, and it takes twice as long.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What breaks any of its rules, each with the element.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ['violations'] })).violations
              .flatMap(broken => broken.nodes.map(node => broken.id + ': ' + node.html))
            """);
    }
}
