namespace Rewards.Api.Ledger.Verifying;

/// <summary>What must be true of every ledger at every moment. The ids are part of reports: never renamed.</summary>
internal static class Invariant
{
    /// <summary>Every entry has two different accounts and positive points.</summary>
    public const string TwoSides = "I1";

    /// <summary>Per member: available + held = sum of entries = sum of lots and holds.</summary>
    public const string Balance = "I2";

    /// <summary>
    /// Per lot: received = available + held + spent + expired + withdrawn + moved out, each at least 0.
    /// </summary>
    public const string Lots = "I3";

    /// <summary>Programme: issued = outstanding + spent + expired + withdrawn.</summary>
    public const string Programme = "I4";

    /// <summary>No request has two effects.</summary>
    public const string OneEffect = "I5";

    /// <summary>One sign-up per identity, one check-in a day, one credit per friend, one end per hold.</summary>
    public const string OnceOnly = "I6";

    /// <summary>Points × rate + cash = gross exactly, and within every limit.</summary>
    public const string Price = "I7";

    /// <summary>Refunds never exceed the capture, however split.</summary>
    public const string Refunds = "I8";

    /// <summary>An expired lot never becomes spendable except by the written grace rule.</summary>
    public const string Expiry = "I9";

    /// <summary>What was paid in money confirmed one order or went back.</summary>
    public const string Cash = "I10";

    /// <summary>The numbers of entries have no gap, and the balance after each is the sum so far.</summary>
    public const string Sequence = "I12";

    /// <summary>Every operator's act has an audit row, and who approves is not who asked.</summary>
    public const string TwoPersons = "I13";

    /// <summary>Per slot and stock: taken = places of tickets that are not cancelled, and they fit.</summary>
    public const string Places = "I15";

    /// <summary>An order's tickets carry exactly its points and cash, and what was given back is theirs.</summary>
    public const string Tickets = "I16";

    /// <summary>An order and what pays for it agree.</summary>
    public const string Orders = "I17";

    /// <summary>A ticket is used once; slots count what their tickets, and those without one, say.</summary>
    public const string Admissions = "I18";

    /// <summary>Limits for one person hold, of each order's version, over all that count.</summary>
    public const string PersonLimits = "I19";

    /// <summary>Nothing is dated in the future, and per member time never goes back.</summary>
    public const string Time = "I14";
}
