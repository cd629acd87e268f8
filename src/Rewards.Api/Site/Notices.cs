using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Rewards.Api.Site;

/// <summary>What the next page tells the member once about what they have just done.</summary>
/// <param name="Title">Short.</param>
/// <param name="Sentence">Null: the title says it all.</param>
/// <param name="IsBrief">Whether it passes by itself; else it stays until it was read.</param>
public sealed record Notice(string Title, string? Sentence, bool IsBrief);

/// <summary>
/// Carries notices over a redirect, in a sealed cookie: as keys of the tables of words, never as text.
/// </summary>
public sealed class Notices(ITempDataDictionaryFactory factory, IHttpContextAccessor accessor, Text text)
{
    private const string Cookie = "notice";
    private const char Separator = '|';

    /// <summary>What people do every day, and see on the page itself.</summary>
    private static readonly string[] Brief = ["check_in.done", "check_in.already", "profile.done", "look.done"];

    /// <param name="key">Of a title <c>key.title</c> and, if there is one, a sentence <c>key.text</c>.</param>
    /// <param name="facts">What the texts leave open.</param>
    public void Tell(string key, params IEnumerable<object> facts) =>
        TempData[Cookie] = string.Join(Separator, [key, .. facts]);

    /// <summary>Null: there is nothing to tell.</summary>
    public Notice? Take()
    {
        if (TempData[Cookie] is not string told)
        {
            return null;
        }

        var parts = told.Split(Separator);
        object[] facts = [.. parts[1..]];
        return new Notice(
            text[parts[0] + ".title", facts],
            text.Has(parts[0] + ".text") ? text[parts[0] + ".text", facts] : null,
            Brief.Contains(parts[0]));
    }

    private ITempDataDictionary TempData => factory.GetTempData(accessor.HttpContext!);
}
