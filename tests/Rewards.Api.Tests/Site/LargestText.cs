using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>WeChat's largest text: it sets <c>text-size-adjust</c> on the body, and boxes do not grow with it.</summary>
internal static class LargestText
{
    private const string Apply =
        "document.body.style.setProperty('text-size-adjust', '160%');"
            + "document.querySelectorAll('details').forEach(one => { one.open = true; });"
            + "scrollTo(0, 0)";

    /// <summary>Each text with the lines that it takes: a band in the middle of each, as high as figures are.</summary>
    private const string Look =
        """
        () => {
          const found = [], bands = [];
          if (document.documentElement.scrollWidth > 390) {
            found.push('wide: ' + document.documentElement.scrollWidth + ' px');
          }

          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const text = node.data.trim(), parent = node.parentElement;
            if (!text || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })
                || parent.closest('.unseen, .skip, script, dialog, pre')) {
              continue;
            }

            const range = document.createRange();
            range.selectNodeContents(node);
            const lines = [...range.getClientRects()].filter(line => line.width > 0);
            const rows = new Set(lines.map(line => Math.round(line.top))).size;
            if (rows > 1 && parent.closest('.tabs, .calendar, .week, .filter')) {
              found.push('broken: ' + text);
            }

            const isTab = !!parent.closest('.tabs, .dock');
            bands.push(...lines.map(({ left, right, top, height }) =>
              ({ text, node, isTab, left, right, top: top + height * .3, bottom: top + height * .7 })));
          }

          bands.forEach((one, at) => bands.slice(at + 1).forEach(other => {
            if (one.node !== other.node && one.isTab === other.isTab
                && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
                && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2) {
              found.push('over each other: ' + one.text + ' | ' + other.text);
            }
          }));
          return found;
        }
        """;

    /// <summary>What is wider than the screen, broken where it must not be, or over each other.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Phone phone)
    {
        await phone.Page.EvaluateAsync(Apply);
        return await phone.Page.EvaluateAsync<string[]>(Look);
    }
}
