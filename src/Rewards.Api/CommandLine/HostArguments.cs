using System.CommandLine;

namespace Rewards.Api.CommandLine;

/// <summary>
/// Arguments that no verb knows are the host's settings (<c>--urls …</c>, <c>--Jobs:Enabled=false</c>), if they look
/// like some. Anything else is a slip of the fingers: passed over, it would do something else than was asked for.
/// </summary>
internal static class HostArguments
{
    private static readonly HashSet<string> HostKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "environment", "urls", "http_ports", "https_ports", "contentRoot", "webroot", "applicationName", "allowedHosts",
    };

    /// <exception cref="StartException">Names the first argument that nobody knows.</exception>
    public static void Check(ParseResult parsed)
    {
        var arguments = parsed.UnmatchedTokens;
        for (var at = 0; at < arguments.Count; at++)
        {
            var (key, hasValue) = KeyOf(arguments[at]);
            if (!IsSetting(key) && !SaysNothing(arguments[at]))
            {
                throw Unknown(arguments[at], parsed);
            }

            // The value is the next argument.
            at += hasValue ? 0 : 1;
            if (at == arguments.Count)
            {
                throw new StartException($"{arguments[^1]} lacks its value.");
            }
        }
    }

    private static (string Key, bool HasValue) KeyOf(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        var isNamed = name.StartsWith("--", StringComparison.Ordinal);
        return (isNamed ? name[2..] : equals < 0 ? "" : name, equals >= 0);
    }

    private static bool IsSetting(string key) =>
        HostKeys.Contains(key)
            || (key.Contains(':', StringComparison.Ordinal) && key.Split(':').All(part => part.Length > 0));

    /// <summary><c>--Jobs=</c>: so a test host names the sections of its settings.</summary>
    private static bool SaysNothing(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.EndsWith('=');

    private static StartException Unknown(string argument, ParseResult parsed)
    {
        var verb = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        return new StartException(argument.StartsWith('-')
            ? $"{argument} is not an option here; '{verb}--help' lists them."
            : $"'{argument}' is not a verb or argument here; '{verb}--help' lists them.");
    }
}
