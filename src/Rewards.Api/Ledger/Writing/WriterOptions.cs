using System.ComponentModel.DataAnnotations;

namespace Rewards.Api.Ledger.Writing;

/// <summary>How the ledger writer groups its work. Configuration section <c>Ledger</c>.</summary>
public sealed class WriterOptions
{
    public const string Section = "Ledger";

    /// <summary>
    /// How many groups are written at once; left out: as many as pay off for this database and machine.
    /// </summary>
    [Range(1, 64)]
    public int? Lanes { get; set; }

    /// <summary>Most commands committed together.</summary>
    [Range(1, 1024)]
    public int GroupSize { get; set; } = 64;

    /// <summary>Most commands waiting, over all lanes; one more is answered 503 at once.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 1024;

    /// <summary>
    /// A command that is not answered by then is answered 503; one that still waits is left untouched.
    /// </summary>
    [Range(100, 60_000)]
    public int LongestWaitMilliseconds { get; set; } = 1_500;

    internal TimeSpan LongestWait => TimeSpan.FromMilliseconds(LongestWaitMilliseconds);
}
