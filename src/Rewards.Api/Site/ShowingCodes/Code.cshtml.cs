using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Site.ShowingCodes;

/// <summary>积分码: a fresh one-time code, and what a till has just done with the last one.</summary>
[EnableRateLimiting(RateLimits.Codes)]
public sealed class CodeModel(
    CurrentAccounts accounts, PaymentNewsReader news, SigningKeys keys, SandboxMode sandbox, PublicAddress address)
    : PageModel
{
    /// <summary>A payment older than this is no news to who opens the page.</summary>
    private static readonly TimeSpan NewsFor = TimeSpan.FromMinutes(2);

    public long Points { get; private set; }

    public long WorthFen { get; private set; }

    public string Picture { get; private set; } = "";

    public int LivesSeconds { get; private set; }

    /// <summary>What the page shows already: events tell what is newer.</summary>
    public string Seen { get; private set; } = "";

    public PaymentNews? News { get; private set; }

    /// <summary>In the sandbox: a till of one line.</summary>
    public string? Curl { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var (id, moment) = (User.Id(), accounts.Now);
        var account = (await accounts.FindAsync(id, cancellationToken))!;
        (Points, WorthFen) = (account.Available.Value, moment.Programme.Rate.Worth(account.Available).Value);
        var (code, expiresAt) = MemberCode.Issue(id, moment.Now, keys);
        (Picture, LivesSeconds) = (QrPicture.Of(code), (int)(expiresAt - moment.Now).TotalSeconds);

        var newest = await news.NewestAsync(id, cancellationToken);
        Seen = newest?.Key ?? "";
        News = newest?.ChangedAt > moment.Now - NewsFor ? newest : null;
        Curl = sandbox.IsOn ? CurlFor(code) : null;
    }

    private string CurlFor(string code) =>
        $"curl -s {address.Of("/v1/redemptions").AbsoluteUri} -H 'Authorization: Bearer {DemoCredentials.Bookshop}' "
        + $"-H 'Content-Type: application/json' -H 'Idempotency-Key: {Guid.NewGuid():N}' "
        + $"-d '{{\"member_code\":\"{code}\",\"order_no\":\"{Guid.NewGuid():N}\","
        + "\"capture\":true,\"items\":[{\"name\":\"三体\",\"quantity\":1,\"unit_price_fen\":2000}]}'";
}
