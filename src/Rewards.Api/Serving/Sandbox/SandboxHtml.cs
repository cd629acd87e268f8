using System.Net;

namespace Rewards.Api.Serving.Sandbox;

/// <summary>What the sandbox's own pages are made of: their few lines of style are within, and there is no script.</summary>
internal static class SandboxHtml
{
    /// <param name="title">Plain text.</param>
    /// <param name="body">HTML.</param>
    public static IResult Page(string title, string body) => Results.Text(
        $$"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{Text(title)}}</title>
        <link rel="icon" href="data:,">
        <style>
          body { font: 18px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem; }
          body:has(table) { max-width: 58rem; }
          ul.choices { list-style: none; padding: 0; }
          ul.choices a, button { border: 1px solid #999; border-radius: 8px; color: inherit; font: inherit; background: none; }
          ul.choices a { display: block; padding: .8rem 1rem; margin: .4rem 0; text-decoration: none; }
          details a { font-size: 15px; }
          form { display: inline-block; margin: 0 .3rem .3rem 0; }
          button { padding: .3rem .8rem; cursor: pointer; }
          .pay form { display: block; }
          .pay button { width: 100%; padding: .8rem 1rem; margin: .3rem 0; }
          .pay button.pay { background: #635bff; color: #fff; border-color: #635bff; }
          select, input { font: inherit; padding: .2rem; }
          .wide { overflow-x: auto; }
          table { border-collapse: collapse; width: 100%; font-size: 15px; }
          td { text-align: left; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #9996; vertical-align: top; }
          code { white-space: nowrap; }
        </style>
        </head>
        <body>
        <h1>{{Text(title)}}</h1>
        {{body}}
        </body>
        </html>
        """,
        "text/html; charset=utf-8");

    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A form of one button.</summary>
    /// <param name="action">Where to.</param>
    /// <param name="label">What it says.</param>
    /// <param name="kind">Its class.</param>
    public static string Button(string action, string label, string kind = "act") =>
        $"""<form method="post" action="{Text(action)}"><button class="{kind}">{Text(label)}</button></form>""";

    /// <param name="rows">Cells, in HTML.</param>
    public static string Table(IEnumerable<IReadOnlyList<string>> rows) =>
        $"""<div class="wide"><table>{string.Concat(rows.Select(Row))}</table></div>""";

    /// <summary>Fen, as people read them.</summary>
    public static string Yuan(long fen) => $"¥{fen / 100}.{fen % 100:00}";

    private static string Row(IReadOnlyList<string> cells) =>
        $"<tr>{string.Concat(cells.Select(cell => $"<td>{cell}</td>"))}</tr>";
}
