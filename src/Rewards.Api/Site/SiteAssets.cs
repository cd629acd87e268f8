using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Rewards.Api.Site;

/// <summary>
/// The one stylesheet and the one script. They travel inside the program, so that it does not matter from where it is
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
            $":root[data-theme=\"dark\"] {{ {Dark} }}",
            $"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=\"light\"]) {{ {Dark} }} }}"),
        Asset.Of("site", "js", "text/javascript; charset=utf-8", Resource("site.js")),
    }.ToFrozenDictionary(asset => asset.Name);

    public static string Style { get; } = "/assets/"
        + All.Keys.Single(name => name.EndsWith("css", StringComparison.Ordinal));

    public static string Script { get; } = "/assets/"
        + All.Keys.Single(name => name.EndsWith("js", StringComparison.Ordinal));

    public static void MapSiteAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", SendAsync).AllowAnonymous().ExcludeFromDescription();

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
        return response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }

    private sealed record Asset(string Name, string MediaType, byte[] Plain, byte[] GZip, byte[] Brotli)
    {
        public static Asset Of(string name, string extension, string mediaType, params string[] parts)
        {
            var plain = Encoding.UTF8.GetBytes(string.Join('\n', parts));
            var fingerprint = Convert.ToHexStringLower(SHA256.HashData(plain))[..12];
            return new Asset(
                $"{name}.{fingerprint}.{extension}",
                mediaType,
                plain,
                Compress(plain, stream => new GZipStream(stream, CompressionLevel.SmallestSize)),
                Compress(plain, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 9 })));
        }

        public (string? Encoding, byte[] Bytes) For(HttpRequest request)
        {
            var accepted = request.Headers.AcceptEncoding.ToString();
            return accepted.Contains("br", StringComparison.OrdinalIgnoreCase) ? ("br", Brotli)
                : accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? ("gzip", GZip)
                : (null, Plain);
        }

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
