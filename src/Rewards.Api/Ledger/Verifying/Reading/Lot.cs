namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A lot's name as it is stored: source, slash, last valid day.</summary>
internal readonly record struct Lot(string Source, DateOnly ExpiresOn)
{
    private const string Grace = "grace:";

    public bool IsGrace => Source.StartsWith(Grace, StringComparison.Ordinal);

    /// <exception cref="FormatException">Not a lot's name.</exception>
    public static Lot Parse(string? text)
    {
        var slash = text?.LastIndexOf('/') ?? -1;
        var expiresOn = slash > 0 ? Engine.Day(text![(slash + 1)..]) : null;
        return expiresOn is { } day
            ? new Lot(text![..slash], day)
            : throw new FormatException($"'{text}' is not a lot.");
    }

    /// <summary>
    /// Where its points go that come back on <paramref name="day"/>. A lot that has fewer than the grace days left
    /// gives them to a lot that has as many; a grace lot never does.
    /// </summary>
    public Lot AfterReturnOn(DateOnly day, int graceDays)
    {
        var endOfGrace = day.AddDays(graceDays);
        var keepsItsDay = IsGrace || endOfGrace <= ExpiresOn;
        return keepsItsDay ? this : new Lot(Grace + Source, endOfGrace);
    }

    public override string ToString() => FormattableString.Invariant($"{Source}/{ExpiresOn:yyyy-MM-dd}");
}
