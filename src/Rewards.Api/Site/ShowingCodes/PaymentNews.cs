namespace Rewards.Api.Site.ShowingCodes;

/// <summary>What a till did with a member's code, in the member's language: enough for a page of its own.</summary>
/// <param name="Kind">Of the looks: <c>paid</c>, <c>held</c>, <c>back</c> or <c>refused</c>.</param>
/// <param name="Title">Short: paid, under way, given back, why not.</param>
/// <param name="Merchant">Whose till.</param>
/// <param name="Text">What it means, or what to do next.</param>
public sealed record PaymentNews(string Kind, string Title, string Merchant, string Text)
{
    public const string Refused = "refused";

    /// <summary>What it took; null: nothing.</summary>
    public string? Points { get; init; }

    /// <summary>What is left to pay in money; null: nothing.</summary>
    public string? Cash { get; init; }

    /// <summary>What leads back to the code.</summary>
    public required string Done { get; init; }

    /// <summary>To the purchase; null: there is none.</summary>
    public string? Link { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>The newest that a page knows: it is told what is newer.</summary>
/// <param name="Purchase">A purchase, and how far it got.</param>
/// <param name="Refusal">A code that was refused.</param>
public sealed record SeenNews(string Purchase, string Refusal)
{
    private const char Between = '~';

    public static SeenNews Read(string? text)
    {
        var parts = (text ?? "").Split(Between);
        return new SeenNews(parts[0], parts.Length > 1 ? parts[1] : "");
    }

    public override string ToString() => $"{Purchase}{Between}{Refusal}";
}
