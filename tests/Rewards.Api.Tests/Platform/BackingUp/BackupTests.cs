using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform;
using Rewards.Api.Platform.BackingUp;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.BackingUp;

public sealed class BackupTests(SqliteApp app) : IClassFixture<SqliteApp>, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-backup-");

    private FileInfo File => new(Path.Combine(folder.FullName, "copy.db"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_backup_made_under_load_holds_what_its_manifest_says()
    {
        var (member, till) = (await app.SignUpWithAsync(1000), app.Till());
        var load = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => till.RedeemAsync(member, 8800, 1, capture: true)));

        Backup();
        await load;

        Assert.Empty(DatabaseBackup.Differences(File, DatabaseBackup.ReadManifest(File)!));
    }

    [Fact]
    public async Task Every_table_of_the_model_is_counted()
    {
        await app.SignUpAsync();

        Backup();

        using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        var counts = DatabaseBackup.ReadManifest(File)!.Counts;
        Assert.Equal(db.Model.GetEntityTypes().Select(row => row.GetTableName()!).Order(), counts.Keys.Order());
        Assert.True(counts["session"] > 0 && counts["merchant"] == 20);
    }

    [Fact]
    public async Task A_copy_that_was_touched_is_not_what_its_manifest_says()
    {
        await app.SignUpAsync();
        Backup();
        var bytes = await System.IO.File.ReadAllBytesAsync(File.FullName, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await System.IO.File.WriteAllBytesAsync(File.FullName, bytes, TestContext.Current.CancellationToken);

        var differences = DatabaseBackup.Differences(File, DatabaseBackup.ReadManifest(File)!);

        Assert.Contains(differences, difference => difference.StartsWith("SHA-256", StringComparison.Ordinal));
    }

    [Fact]
    public void A_backup_overwrites_nothing()
    {
        System.IO.File.WriteAllText(File.FullName, "precious");

        Assert.Throws<StartException>(Backup);

        Assert.Equal("precious", System.IO.File.ReadAllText(File.FullName));
    }

    [Fact]
    public void What_a_killed_one_left_is_no_backup_and_in_nobodys_way()
    {
        var (partial, manifest) = (File.FullName + ".partial", File.FullName + ".manifest.json.partial");
        System.IO.File.WriteAllText(partial, "half of it");
        System.IO.File.WriteAllText(manifest, "{");

        Backup();

        Assert.Equal(["copy.db", "copy.db.manifest.json"], folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal));
        Assert.Empty(DatabaseBackup.Differences(File, DatabaseBackup.ReadManifest(File)!));
        Assert.Equal("copy.db", DatabaseBackup.ReadManifest(File)!.File);
    }

    [Fact]
    public void One_that_can_not_be_finished_leaves_nothing()
    {
        Directory.CreateDirectory(File.FullName + ".manifest.json");

        Assert.ThrowsAny<Exception>(Backup);

        Assert.Empty(folder.GetFiles());
    }

    private void Backup() =>
        DatabaseBackup.Write(
            app.Services.GetRequiredService<Database>(), File, app.Services.GetRequiredService<Clock>());
}
