using System.CommandLine;
using System.CommandLine.Help;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>The program's verbs. Without one it serves.</summary>
internal static class RewardsCommand
{
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel.Core";

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            // The host itself listens to Ctrl-C and SIGTERM, and drains first; exceptions are explained below.
            return await Parse(args).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception) when (Explain(exception) is { } reason)
        {
            await Console.Error.WriteLineAsync($"{Verb.Program}: {reason}");
            return ExitCodes.Refused;
        }
    }

    /// <exception cref="StartException">What was typed is not understood.</exception>
    internal static ParseResult Parse(params string[] args)
    {
        var parsed = Create().Parse(args);
        HostArguments.Check(parsed);
        if (parsed.Errors.Count == 0)
        {
            return parsed;
        }

        var mistakes = string.Join(' ', parsed.Errors.Select(error => error.Message));
        throw new StartException($"{mistakes} '{Verb.PathOf(parsed.CommandResult.Command)} --help' says more.");
    }

    /// <summary>Not the framework's root command, whose name is that of the program's file.</summary>
    internal static Command Create()
    {
        var root = new Command(Verb.Program, "Rewards: points for culture, in a ledger that explains itself.")
        {
            new HelpOption(),
            new VersionOption(),
            ServeVerb.Create(),
            DatabaseVerbs.Create(),
            SeedVerb.Create(),
            MerchantsVerb.Create(),
            KeysVerb.Create(),
            OperatorsVerb.Create(),
            VerifyVerb.Create(),
            HealthVerb.Create(),
            SandboxVerb.Create(),
        };

        // `rewards` alone serves; what it does not know itself (--urls, --environment …) is the host's.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, _) => ServeVerb.RunAsync([.. parsed.UnmatchedTokens]));
        return root;
    }

    /// <summary>What the person at the terminal can change. Anything else is a bug and shows its stack.</summary>
    private static string? Explain(Exception exception) => ExplainStart(exception) ?? ExplainStorage(exception);

    private static string? ExplainStart(Exception exception) => exception switch
    {
        StartException start => start.Message,
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } busy =>
            $"{busy.Message} Stop what uses it, or set ASPNETCORE_URLS.",
        InvalidOperationException { Source: Kestrel } listening => listening.Message.Split('\n')[0].TrimEnd(),
        CryptographicException certificate => $"Kestrel:Certificates: can't be used: {certificate.Message}",
        InvalidOperationException binding when IsAboutConfiguration(binding) => binding.Message,
        AggregateException many when many.InnerExceptions.All(one => Explain(one) is not null) =>
            string.Join(Environment.NewLine, many.InnerExceptions.Select(Explain)),
        _ => null,
    };

    /// <summary>Files and databases that can't be read or written.</summary>
    private static string? ExplainStorage(Exception exception) => exception switch
    {
        _ when RewardsDb.DatabaseErrorIn(exception) is { } error => $"The database can't be used: {error.Message}",
        JsonException or IOException or UnauthorizedAccessException => exception.Message,
        _ => null,
    };

    private static bool IsAboutConfiguration(InvalidOperationException exception) =>
        exception.Source == "Microsoft.Extensions.Configuration.Binder";
}
