using System.CommandLine;
using Rewards.Api.Ledger.Verifying;
using Rewards.Api.Platform;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>verify</c>: the ledger in use, or a backup of it.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var json = Terminal.JsonOption();
        var file = new Option<FileInfo?>("--database")
        {
            Description = "A backup to verify, with its manifest; the service's own database if left out.",
        };
        var verify = new Command("verify", "Recompute the whole ledger; may run beside the service.") { file, json };
        verify.SetAction((parsed, cancellationToken) => Task.Run(
            () => Verify(parsed, parsed.GetValue(file), parsed.GetValue(json), cancellationToken), cancellationToken));
        return verify;
    }

    /// <summary>The verifier, with a bar for somebody who watches.</summary>
    public static VerifierRun Runner(bool asJson, CancellationToken cancellationToken) => (connection, now) =>
        ProgressBars.Watch<VerificationProgress, VerificationReport>(
            asJson,
            at => new StepProgress("verifying", "", at.Members, at.MembersInAll),
            progress => LedgerVerifier.Verify(connection, now, progress, cancellationToken));

    private static int Verify(ParseResult parsed, FileInfo? backup, bool asJson, CancellationToken cancellationToken)
    {
        using var app = Terminal.Services(parsed);
        var (clock, run) = (app.Services.GetRequiredService<Clock>(), Runner(asJson, cancellationToken));
        if (backup is { Exists: false })
        {
            throw new StartException($"There is no file {backup.FullName}.");
        }

        var found = backup is null
            ? Verification.Of(Terminal.Existing(app.Services), clock, run)
            : Verification.OfBackup(backup, backup, clock, run);
        Terminal.Answer(asJson, found, found.Describe());
        return found.IsGood ? ExitCodes.Done : ExitCodes.Found;
    }
}
