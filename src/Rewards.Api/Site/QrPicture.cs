using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Rewards.Api.Site;

/// <summary>
/// QR codes as pictures inside the page: what they hold never stands in an address. Drawn by lines, sharp at any size;
/// with the logo in the middle, so that nobody takes one for WeChat's own.
/// </summary>
internal static class QrPicture
{
    private const int LogoPercent = 16;

    /// <summary>
    /// Drawn into the page itself, a line a run of dark modules: a dozen of them weigh less than one picture with a logo.
    /// </summary>
    /// <param name="text">What it holds.</param>
    /// <param name="label">What it is, for who does not see it.</param>
    public static IHtmlContent Inline(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var start = x;
                while (x < rows.Count && rows[y][x])
                {
                    x++;
                }

                path.Append(x == start ? null : string.Create(CultureInfo.InvariantCulture, $"M{start} {y}.5h{x - start}"));
            }
        }

        var side = rows.Count;
        return new HtmlString(
            $"<svg class=\"qr ticket__qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" "
            + $"aria-label=\"{HtmlEncoder.Default.Encode(label)}\" shape-rendering=\"crispEdges\">"
            + $"<path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>");
    }

    /// <summary>A <c>data:</c> address for <c>img</c>. Black on white in every theme: scanners want that.</summary>
    public static string Of(string text)
    {
        // A quarter of the modules may be unreadable: the logo covers a fortieth.
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        using var drawing = new SvgQRCode(code);
        var svg = drawing.GetGraphic(
            1,
            "#000",
            "#fff",
            drawQuietZones: true,
            SvgQRCode.SizingMode.ViewBoxAttribute,
            new SvgQRCode.SvgLogo(Icons.LogoDrawing, LogoPercent, fillLogoBackground: true, iconEmbedded: false));
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
    }
}
