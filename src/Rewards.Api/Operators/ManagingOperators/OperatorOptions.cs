using System.ComponentModel.DataAnnotations;

namespace Rewards.Api.Operators.ManagingOperators;

/// <summary>Operators' tokens. Configuration section <c>Operators</c>.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>A token that lives for longer than a year is one that nobody remembers.</summary>
    public const int MostDays = 366;

    /// <summary>How long a token lives when whoever makes it does not say.</summary>
    [Range(1, MostDays)]
    public int TokenDays { get; set; } = 90;
}
