using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Rewards.Api.Site;

/// <summary>
/// The one stylesheet, the one script, and the picture that stands for the site elsewhere. They travel inside the program, so that it does not matter from where it is
/// started; their names say what they hold, so that browsers keep them for ever; they are compressed once.
/// </summary>
internal static class SiteAssets
{
    /// <summary>The dark theme's names, written once and used twice: chosen, or as the phone is set.</summary>
    private static readonly string Dark = Resource("dark.css");

    private static readonly FrozenDictionary<string, Asset> All = new[]
    {
        Asset.Of(
            "site",
            "css",
            "text/css; charset=utf-8",
            Resource("site.css"),
            Resource("offers.css"),
            $":root[data-theme=\"dark\"] {{ {Dark} }}",
            $"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=\"light\"]) {{ {Dark} }} }}"),
        Asset.Of("door", "js", "text/javascript; charset=utf-8", Resource("door.js")),
        Asset.Of("site", "js", "text/javascript; charset=utf-8", Resource("site.js"), Resource("ordering.js")),
        Asset.OfPicture("share", "png", "image/png", Bytes("share.png")),
    }.ToFrozenDictionary(asset => asset.Name);

    public static string Style { get; } = "/assets/"
        + All.Keys.Single(name => name.EndsWith("css", StringComparison.Ordinal));

    public static string Script { get; } = "/assets/"
        + All.Keys.Single(name => name.StartsWith("site.", StringComparison.Ordinal) && name.EndsWith("js", StringComparison.Ordinal));

    /// <summary>Beside the other one, where staff scan.</summary>
    public static string DoorScript { get; } = "/assets/"
        + All.Keys.Single(name => name.StartsWith("door.", StringComparison.Ordinal));

    /// <summary>The logo, as large as WeChat wants the picture of a card.</summary>
    public static string Picture { get; } = "/assets/"
        + All.Keys.Single(name => name.EndsWith("png", StringComparison.Ordinal));

    public static void MapSiteAssets(this IEndpointRouteBuilder routes) => routes
        .MapMethods("/assets/{name}", [HttpMethods.Get, HttpMethods.Head], SendAsync)
        .AllowAnonymous()
        .ExcludeFromDescription();

    private static Task SendAsync(string name, HttpContext context)
    {
        var response = context.Response;
        if (!All.TryGetValue(name, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var (encoding, bytes) = asset.For(context.Request);
        response.ContentType = asset.MediaType;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ContentEncoding = encoding;
        response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static string Resource(string name) => Encoding.UTF8.GetString(Bytes(name));

    private static byte[] Bytes(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <param name="GZip">Null: it is compressed as it is.</param>
    private sealed record Asset(string Name, string MediaType, byte[] Plain, byte[]? GZip, byte[]? Brotli)
    {
        public static Asset OfPicture(string name, string extension, string mediaType, byte[] bytes) =>
            new(NameOf(name, extension, bytes), mediaType, bytes, null, null);

        public static Asset Of(string name, string extension, string mediaType, params string[] parts)
        {
            var plain = Encoding.UTF8.GetBytes(string.Join('\n', parts));
            return new Asset(
                NameOf(name, extension, plain),
                mediaType,
                plain,
                Compress(plain, stream => new GZipStream(stream, CompressionLevel.SmallestSize)),
                Compress(plain, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 9 })));
        }

        public (string? Encoding, byte[] Bytes) For(HttpRequest request)
        {
            var accepted = request.Headers.AcceptEncoding.ToString();
            return Brotli is not null && accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", Brotli)
                : GZip is not null && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", GZip)
                : (null, Plain);
        }

        private static string NameOf(string name, string extension, byte[] bytes) =>
            $"{name}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}.{extension}";

        private static byte[] Compress(byte[] plain, Func<Stream, Stream> open)
        {
            var compressed = new MemoryStream();
            using (var stream = open(compressed))
            {
                stream.Write(plain);
            }

            return compressed.ToArray();
        }
    }
}
