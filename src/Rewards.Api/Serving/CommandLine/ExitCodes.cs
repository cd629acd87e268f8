namespace Rewards.Api.Serving.CommandLine;

/// <summary>What the exit code says to scripts.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The work was done and the answer is no: verification found something, a service is not ready.</summary>
    public const int Found = 1;

    /// <summary>The work could not be done: a wrong argument, configuration or environment.</summary>
    public const int Refused = 2;
}
