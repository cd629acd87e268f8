using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.SigningIn;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Site.SigningIn;

/// <summary>What a browser took along when it went to WeChat.</summary>
/// <param name="State">Random: comes back from WeChat, and must be this browser's.</param>
/// <param name="Return">Where to go afterwards: a path of ours.</param>
/// <param name="Invite">The invite code that brought the person; null for none.</param>
/// <param name="WantsProfile">Whether the member asked for name and picture.</param>
/// <param name="LostForm">Whether a form was not done, since the session was over.</param>
/// <param name="ExpiresAt">From then on (inclusive) it is too late.</param>
public sealed record SignInState(
    string State, string Return, string? Invite, bool WantsProfile, bool LostForm, DateTimeOffset ExpiresAt)
{
    private const int StateLength = 32;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static SignInState New(
        string back, string? invite, bool wantsProfile, bool lostForm, DateTimeOffset now) =>
        new(NewText(), back, invite, wantsProfile, lostForm, now + UsedStateRow.StateLives);

    /// <summary>A text that nobody guesses.</summary>
    public static string NewText() => RandomNumberGenerator.GetString(Alphabet, StateLength);
}

/// <summary>Somebody whom WeChat vouched for, and who has yet to accept the terms.</summary>
/// <param name="Step">Random: what makes the step one-time.</param>
/// <param name="Identity">Who it is, at WeChat.</param>
/// <param name="Return">Where to go afterwards: a path of ours.</param>
/// <param name="Invite">The invite code that brought the person; null for none.</param>
/// <param name="ExpiresAt">From then on (inclusive) it is too late.</param>
public sealed record Newcomer(
    string Step, Identity Identity, string Return, string? Invite, DateTimeOffset ExpiresAt);

/// <summary>
/// Keeps the steps of a sign-in in sealed cookies of the browser that takes them: no process needs to remember it.
/// </summary>
public sealed class SignInSteps(IDataProtectionProvider protection, LedgerWriter writer, Clock clock)
{
    private const string StateCookie = "rewards-state";
    private const string NewcomerCookie = "rewards-newcomer";

    public SignInState Begin(HttpContext context, string back, string? invite, bool wantsProfile, bool lostForm)
    {
        var state = SignInState.New(back, invite, wantsProfile, lostForm, clock.GetUtcNow());
        Seal(context, StateCookie, state, UsedStateRow.StateLives);
        return state;
    }

    /// <returns>
    /// Null: not this browser's, or too late. Not the first: there already was an answer to it, from whichever process.
    /// </returns>
    public async Task<(SignInState? Known, bool IsFirst)> EndAsync(HttpContext context, string? state)
    {
        // The cookie stays: who opens the address again, after WeChat failed, begins anew.
        var known = Open<SignInState>(context, StateCookie);
        var now = clock.GetUtcNow();
        if (known is null || known.ExpiresAt <= now || known.State != state)
        {
            return (null, false);
        }

        return (known, await UseAsync(known.State));
    }

    public void Welcome(HttpContext context, Identity identity, SignInState state)
    {
        var expiresAt = clock.GetUtcNow() + UsedStateRow.StepLives;
        Seal(
            context,
            NewcomerCookie,
            new Newcomer(SignInState.NewText(), identity, state.Return, state.Invite, expiresAt),
            UsedStateRow.StepLives);
    }

    /// <summary>Null: nobody whom WeChat vouched for within the last hour: time enough to read the terms.</summary>
    public Newcomer? FindNewcomer(HttpContext context) =>
        Open<Newcomer>(context, NewcomerCookie) is { } newcomer && newcomer.ExpiresAt > clock.GetUtcNow()
            ? newcomer
            : null;

    /// <summary>Takes the step for this request, over all processes; false: another one took it.</summary>
    public Task<bool> TakeAsync(Newcomer newcomer) => UseAsync(newcomer.Step);

    public static void ForgetNewcomer(HttpContext context) => Forget(context, NewcomerCookie);

    /// <summary>Once, whichever process is asked: then false.</summary>
    private Task<bool> UseAsync(string text) => writer.RunAsync(db =>
    {
        var isFirst = !db.UsedStates.Any(row => row.Key == text);
        if (isFirst)
        {
            db.Add(new UsedStateRow { Key = text, UsedAt = clock.GetUtcNow() });
        }

        return isFirst;
    });

    private void Seal<T>(HttpContext context, string cookie, T value, TimeSpan lives) => context.Response.Cookies.Append(
        SessionCookie.NameFor(context.Request, cookie),
        protection.CreateProtector(cookie).Protect(JsonSerializer.Serialize(value)),
        SessionCookie.Options(context.Request, lives));

    private T? Open<T>(HttpContext context, string cookie)
        where T : class
    {
        var text = context.Request.Cookies[SessionCookie.NameFor(context.Request, cookie)];
        try
        {
            return text is null
                ? null
                : JsonSerializer.Deserialize<T>(protection.CreateProtector(cookie).Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static void Forget(HttpContext context, string cookie) => context.Response.Cookies.Delete(
        SessionCookie.NameFor(context.Request, cookie), SessionCookie.Options(context.Request, null));
}
