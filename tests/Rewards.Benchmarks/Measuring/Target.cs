namespace Rewards.Benchmarks.Measuring;

/// <summary>What a figure has to be on two cores that also run load and database.</summary>
/// <param name="Figure">What is measured.</param>
/// <param name="Wanted">In words.</param>
/// <param name="Measured">In words.</param>
internal sealed record Target(string Figure, string Wanted, string Measured, bool IsMet)
{
    /// <remarks>A ratio to nothing is no result.</remarks>
    public static Target AtLeast(string figure, double wanted, double measured, string unit = "") =>
        new(
            figure,
            $"≥ {wanted:#,0.##}{unit}",
            $"{measured:#,0.##}{unit}",
            double.IsFinite(measured) && measured >= wanted);

    public static Target AtMost(string figure, double wanted, double measured, string unit = "") =>
        new(figure, $"≤ {wanted:#,0.##}{unit}", $"{measured:#,0.##}{unit}", measured <= wanted);
}
