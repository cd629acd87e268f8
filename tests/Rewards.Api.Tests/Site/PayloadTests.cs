using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>What a first visit costs a member's data plan.</summary>
public sealed partial class PayloadTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    private const int Budget = 45 * 1024;

    /// <summary>Page, stylesheet, script; in WeChat also the signature of the page.</summary>
    [Theory]
    [InlineData("gzip", "/")]
    [InlineData("br", "/")]
    [InlineData("br", "/help")]
    [InlineData("br", "/i/NOSUCH00")]
    public async Task A_first_visit_stays_within_45_KB_in_all(string encoding, string path)
    {
        var visitor = new Visitor(app);
        await visitor.SignInAsync("payload" + encoding);
        var page = await visitor.GetAsync(path);
        var total = System.Text.Encoding.UTF8.GetByteCount(page.Text);
        var assets = Assets().Matches(page.Text).Select(match => match.Groups[1].Value).ToList();
        foreach (var address in assets)
        {
            var asset = await visitor.GetAsync(address, ("Accept-Encoding", encoding));
            Assert.Equal(encoding, Assert.Single(asset.Response.Content.Headers.ContentEncoding));
            Assert.Equal("public, max-age=31536000, immutable", asset.Header("Cache-Control"));
            total += (int)asset.Response.Content.Headers.ContentLength!;
        }

        Assert.Equal(2, assets.Count);
        Assert.True(total <= Budget, $"{total} bytes");
        TestContext.Current.SendDiagnosticMessage($"A first visit with {encoding}: {total} bytes.");
    }

    [GeneratedRegex("(?:href|src)=\"(/assets/[a-z0-9.]+)")]
    private static partial Regex Assets();
}
