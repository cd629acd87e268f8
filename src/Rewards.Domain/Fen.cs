namespace Rewards.Domain;

/// <summary>Money: whole 1/100 yuan. Never a fraction of a fen, never a decimal.</summary>
/// <param name="Value">Whole fen.</param>
public readonly record struct Fen(long Value)
{
    /// <summary>Most money that one purchase may cost (inclusive): ten million yuan.</summary>
    public const long MostInOneOperation = 1_000_000_000;

    public static Fen Zero => default;

    public static Fen operator +(Fen left, Fen right) => new(checked(left.Value + right.Value));

    public static Fen operator -(Fen left, Fen right) => new(checked(left.Value - right.Value));

    public static Fen operator *(Fen left, long times) => new(checked(left.Value * times));

    public static bool operator <(Fen left, Fen right) => left.Value < right.Value;

    public static bool operator >(Fen left, Fen right) => left.Value > right.Value;

    public static Fen Max(Fen left, Fen right) => left > right ? left : right;

    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
