using System.CommandLine;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving.CommandLine;

/// <summary><c>keys init</c> and <c>keys rotate</c>: the key that seals secrets in the database.</summary>
internal static class SealingVerbs
{
    public static Command Init()
    {
        var json = Terminal.JsonOption();
        var replace = new Option<bool>("--replace-lost")
        {
            Description = "The key file is lost: start over with new secrets; the service must be stopped.",
        };
        var init = new Command("init", "Make the key file that opens the secrets in the database.") { replace, json };
        init.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            var (file, isLost) = (FileOf(app.Services), parsed.GetValue(replace));
            var key = isLost ? ReplaceLost(app.Services) : Make(file);
            Terminal.Answer(
                parsed.GetValue(json),
                new { File = file.Path, KeyId = key.Id },
                isLost ? DescribeReplaced(file, key) : DescribeMade(file, key));
            return ExitCodes.Done;
        });
        return init;
    }

    public static Command Rotate()
    {
        var json = Terminal.JsonOption();
        var to = new Option<FileInfo?>("--to")
        {
            Description = "Write the keys and a new one into this file, and stop: for several machines and mounted "
                + "secrets.",
        };
        var rotate = new Command(
            "rotate", "Seal the secrets in the database with a new key. If stopped, start it again.")
        {
            to,
            json,
        };
        rotate.SetAction(parsed =>
        {
            using var app = Terminal.Services(parsed);
            _ = FileOf(app.Services);
            var rotation = app.Services.GetRequiredService<KeyRotation>();
            if (parsed.GetValue(to) is { } elsewhere)
            {
                var key = rotation.WriteTo(elsewhere.FullName);
                Terminal.Answer(
                    parsed.GetValue(json), new { File = elsewhere.FullName, KeyId = key.Id }, Describe(elsewhere, key));
                return ExitCodes.Done;
            }

            Terminal.Existing(app.Services);
            var rotated = rotation.Rotate();
            Terminal.Answer(parsed.GetValue(json), rotated, Describe(rotated));
            return ExitCodes.Done;
        });
        return rotate;
    }

    /// <exception cref="OptionsValidationException">The setting is required.</exception>
    private static KeyFile FileOf(IServiceProvider services) =>
        SealingServices.FileFor(services, services.GetRequiredService<Database>);

    private static SealingKey Make(KeyFile file)
    {
        var key = SealingKey.New(TimeProvider.System.GetUtcNow());
        file.Create(key);
        return key;
    }

    private static SealingKey ReplaceLost(IServiceProvider services)
    {
        var database = Terminal.Existing(services);
        using var databaseLock = database.LockForServing();
        using var preparing = database.LockForPreparing();
        using var db = Terminal.OpenForWriting(services);
        using var transaction = db.Database.BeginTransaction();
        var key = services.GetRequiredService<SealingSetup>().ReplaceLost(db);
        db.SaveChanges();
        transaction.Commit();
        return key;
    }

    private static IEnumerable<string> DescribeMade(KeyFile file, SealingKey key) =>
    [
        $"{file.Path}: key {key.Id}",
        "Keep it apart from the database and its backups. Every node needs it.",
    ];

    private static IEnumerable<string> DescribeReplaced(KeyFile file, SealingKey key) =>
    [
        $"{file.Path}: key {key.Id} seals new secrets. Start every node again.",
        "Lost: member codes and forms on screens, sign-ins under way, cursors. Sessions and the ledger are unchanged.",
    ];

    private static IEnumerable<string> Describe(FileInfo file, SealingKey key) =>
    [
        $"{file.FullName}: new key {key.Id} before the others; nothing is sealed with it yet.",
        "Put the file where every node has its key file, then run 'rewards keys rotate' once.",
    ];

    private static IEnumerable<string> Describe(Rotated rotated) =>
    [
        $"{rotated.File}: {(rotated.IsNew ? "new key" : "key")} {rotated.KeyId} seals {rotated.Resealed} secrets anew.",
        "The keys before it stay in the file for backups that need them.",
    ];
}
