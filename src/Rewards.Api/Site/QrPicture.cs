using QRCoder;

namespace Rewards.Api.Site;

/// <summary>QR codes as pictures inside the page: what they hold never stands in an address.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 8;

    /// <summary>A <c>data:</c> address for <c>img</c>. Black on white in every theme: scanners want that.</summary>
    public static string Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(PixelsPerModule));
    }
}
