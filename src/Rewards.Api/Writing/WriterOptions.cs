using System.ComponentModel.DataAnnotations;

namespace Rewards.Api.Writing;

/// <summary>How the ledger writer groups its work. Configuration section <c>Ledger</c>.</summary>
public sealed class WriterOptions
{
    public const string Section = "Ledger";

    /// <summary>Most commands committed together.</summary>
    [Range(1, 1024)]
    public int GroupSize { get; set; } = 64;

    /// <summary>Most commands waiting; one more is answered 503 at once.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; set; } = 1024;

    /// <summary>A command that waited longer than this is answered 503, untouched.</summary>
    [Range(100, 60_000)]
    public int LongestWaitMilliseconds { get; set; } = 2_000;
}
