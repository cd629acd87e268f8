using System.CommandLine;
using System.CommandLine.Parsing;
using Rewards.Api.Platform;

namespace Rewards.Api.Serving.CommandLine;

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
        if (TakenForArgument(parsed) is { } option)
        {
            throw Unknown(option, parsed.CommandResult.Command);
        }

        var arguments = parsed.UnmatchedTokens;
        for (var at = 0; at < arguments.Count; at++)
        {
            var (key, hasValue) = KeyOf(arguments[at]);
            if (!IsSetting(key) && !SaysNothing(arguments[at]))
            {
                throw Unknown(arguments[at], parsed.CommandResult.Command);
            }

            // The value is the next argument.
            at += hasValue ? 0 : 1;
            if (at == arguments.Count)
            {
                throw new StartException($"{arguments[^1]} lacks its value.");
            }
        }
    }

    /// <summary>Else <c>db backup --josn</c> would write a file of this name.</summary>
    private static string? TakenForArgument(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(value => value.StartsWith('-'));

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

    private static StartException Unknown(string argument, Command command)
    {
        var (path, typed) = (Verb.PathOf(command), argument.Split('=')[0]);
        var kind = argument.StartsWith('-') ? $"{typed} is not an option" : $"'{typed}' is not a verb or argument";
        return new StartException(
            DidYouMean.Find(typed, command, HostKeys.Select(key => "--" + key)) is { } meant
                ? $"{kind} of '{path}': did you mean {meant}? '{path} --help' lists all."
                : $"{kind} of '{path}'; '{path} --help' lists all.");
    }
}
