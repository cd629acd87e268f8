using System.Text;
using QRCoder;

namespace Rewards.Api.Site;

/// <summary>
/// QR codes as pictures inside the page: what they hold never stands in an address. Drawn by lines, sharp at any size;
/// with the logo in the middle, so that nobody takes one for WeChat's own.
/// </summary>
internal static class QrPicture
{
    private const int LogoPercent = 16;

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
