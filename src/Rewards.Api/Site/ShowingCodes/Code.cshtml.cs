using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.ShowingCodes;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Settings;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Site.ShowingCodes;

/// <summary>积分码: a fresh one-time code, or what a till has just done with the last one.</summary>
[EnableRateLimiting(RateLimits.Codes)]
public sealed class CodeModel(
    CurrentAccounts accounts,
    PaymentNewsReader reader,
    LedgerWriter writer,
    SigningKeys keys,
    SandboxMode sandbox,
    PublicAddress address) : PageModel
{
    /// <summary>Of what a form hands to the page after it: digits, and the code that they stand for.</summary>
    private const string Handed = "typed_code";

    /// <summary>A cookie: what its owner has put away, for whichever way leads them to the page again.</summary>
    private const string PutAway = "rewards-told";

    /// <summary>Characters: a purchase with its status, and a refusal. Longer ones are none of ours.</summary>
    private const int LongestSeen = 120;

    /// <summary>Who looked before is told also how a hold ended, 15 minutes after it began.</summary>
    private static readonly TimeSpan ToldFor = TimeSpan.FromMinutes(20);

    public long Points { get; private set; }

    public long WorthFen { get; private set; }

    /// <summary>Null: there are no points, and so no code.</summary>
    public string? Picture { get; private set; }

    public int LivesSeconds { get; private set; }

    /// <summary>Of the script: a page of another shape is exchanged as a whole.</summary>
    public string Shape => Picture is null ? "none" : Digits is null ? "code" : "typed";

    /// <summary>The same code for a till that can't scan; null: nobody asked for them.</summary>
    public string? Digits { get; private set; }

    /// <summary>What the page knows: events tell what is newer.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>What takes the whole page; null: the code does.</summary>
    public PaymentNews? News { get; private set; }

    /// <summary>In the sandbox: a till of one line.</summary>
    public string? Curl { get; private set; }

    /// <param name="seen">What this browser was told before, and its owner has put away.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task OnGetAsync(string? seen, CancellationToken cancellationToken)
    {
        var (id, moment) = (User.Id(), accounts.Now);
        var account = (await accounts.FindAsync(id, cancellationToken))!;
        (Points, WorthFen) = (account.Available.Value, moment.Programme.Rate.Worth(account.Available).Value);
        if (Points > 0)
        {
            Show(TakeHanded(id, moment) ?? MemberCode.Issue(id, moment.Now, keys), moment);
        }

        var (newest, unseen) = await reader.ReadAsync(id, SeenNews.Read(Remember(seen)), cancellationToken);
        var since = moment.Now - (seen is null ? PaymentNewsReader.NewsFor : ToldFor);
        (Seen, News) = (newest.ToString(), unseen.LastOrDefault(news => news.ChangedAt > since));
    }

    /// <summary>Makes a code that can be scanned or typed: its whole life lies before it.</summary>
    /// <param name="seen">What this browser was told before.</param>
    public async Task<IActionResult> OnPostAsync(string? seen)
    {
        var (code, _) = MemberCode.Issue(User.Id(), accounts.Now.Now, keys);
        var digits = await writer.SubmitAsync(IssueTypedCode.For(MemberCode.Read(code, keys).Value));
        TempData[Handed] = digits + code;
        return Redirect("/code?seen=" + Uri.EscapeDataString(seen ?? ""));
    }

    private string? Remember(string? seen)
    {
        var name = SessionCookie.NameFor(Request, PutAway);
        if (seen is not { Length: <= LongestSeen })
        {
            return Request.Cookies[name];
        }

        Response.Cookies.Append(name, seen, SessionCookie.Options(Request, ToldFor));
        return seen;
    }

    private (string Text, DateTimeOffset ExpiresAt)? TakeHanded(string memberId, Moment moment)
    {
        if (TempData[Handed] is not string handed)
        {
            return null;
        }

        var (digits, text) = (handed[..TypedCode.Length], handed[TypedCode.Length..]);
        var code = MemberCode.Read(text, keys).Value;
        if (code.MemberId != memberId || code.ExpiresAt <= moment.Now)
        {
            return null;
        }

        Digits = TypedCode.Show(digits);
        return (text, code.ExpiresAt);
    }

    private void Show((string Text, DateTimeOffset ExpiresAt) code, Moment moment)
    {
        (Picture, LivesSeconds) = (QrPicture.Of(code.Text), (int)(code.ExpiresAt - moment.Now).TotalSeconds);
        Curl = sandbox.IsOn ? CurlFor(code.Text) : null;
    }

    private string CurlFor(string code) =>
        $"curl -s {address.Of("/v1/redemptions").AbsoluteUri} -H 'Authorization: Bearer {DemoCredentials.Bookshop}' "
        + $"-H 'Content-Type: application/json' -H 'Idempotency-Key: {Guid.NewGuid():N}' "
        + $"-d '{{\"member_code\":\"{code}\",\"order_no\":\"{Guid.NewGuid():N}\","
        + "\"capture\":true,\"items\":[{\"name\":\"三体\",\"quantity\":1,\"unit_price_fen\":2000}]}'";
}
