using System.CommandLine;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>What a verb is called wherever it is named.</summary>
internal static class Verb
{
    /// <summary>The program's one name, whatever its file is called and however it was started.</summary>
    public const string Program = "rewards";

    /// <summary>As typed: <c>rewards db migrate</c>.</summary>
    public static string PathOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? $"{PathOf(parent)} {command.Name}"
            : command.Name;
}
