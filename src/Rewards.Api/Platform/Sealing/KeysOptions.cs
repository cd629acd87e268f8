namespace Rewards.Api.Platform.Sealing;

/// <summary>The key that seals secrets in the database. Configuration section <c>Keys</c>.</summary>
public sealed class KeysOptions
{
    public const string Section = "Keys";

    public const string FileKey = $"{Section}:{nameof(File)}";

    /// <summary>The key file. Required but in Development, where it lies beside the database.</summary>
    public string? File { get; set; }
}
