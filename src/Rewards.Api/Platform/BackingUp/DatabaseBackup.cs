using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.BackingUp;

/// <summary>What a backup held when it was made, to prove later that it still does.</summary>
/// <param name="File">The copy's name.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
/// <param name="SchemaVersion">The newest migration in it.</param>
/// <param name="Sha256">Of the file, in hex.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="Counts">Rows by table.</param>
/// <param name="NewestEntry">The id of the newest entry; null in an empty ledger.</param>
public sealed record BackupManifest(
    string File,
    DateTimeOffset CreatedAt,
    string SchemaVersion,
    string Sha256,
    long Bytes,
    IReadOnlyDictionary<string, long> Counts,
    string? NewestEntry)
{
    public IEnumerable<string> Describe() =>
    [
        $"{File}: {Bytes:N0} bytes, SHA-256 {Sha256}",
        $"schema {SchemaVersion}, newest entry {NewestEntry ?? "none"}",
        .. Counts.Select(count => $"{count.Value,12:N0} {count.Key}"),
    ];
}

/// <summary>Copies the database while the service goes on writing, and says what the copy holds.</summary>
internal static class DatabaseBackup
{
    /// <summary>Until all of it is there, and on the disk: what is left of a killed one is not taken for a backup.</summary>
    private const string Partial = ".partial";

    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    /// <exception cref="StartException">The file exists already, or its folder does not.</exception>
    public static BackupManifest Write(Database database, FileInfo file, TimeProvider clock)
    {
        if (file.Exists)
        {
            throw new StartException($"{file.FullName} exists already: name another file.");
        }

        if (file.Directory is not { Exists: true })
        {
            throw new StartException($"There is no folder {file.DirectoryName}: create it first.");
        }

        var (copy, describing) = (new FileInfo(file.FullName + Partial), ManifestOf(file) + Partial);
        try
        {
            copy.Delete();
            Copy(database, copy);
            var manifest = Describe(copy, clock.GetUtcNow()) with { File = file.Name };
            WriteDurably(manifest, describing);

            // The manifest before what it is about: alone it is no backup, and neither is a copy without one.
            DurableFolder.Move(describing, ManifestOf(file));
            DurableFolder.Move(copy.FullName, file.FullName);
            return manifest;
        }
        finally
        {
            copy.Delete();
            File.Delete(describing);
        }
    }

    private static void WriteDurably(BackupManifest manifest, string path)
    {
        using var file = PrivateFile.Create(path, FileMode.Create);
        JsonSerializer.Serialize(file, manifest, Indented);
        file.WriteByte((byte)'\n');
        file.Flush(flushToDisk: true);
    }

    /// <summary>A backup as a database to read.</summary>
    public static Database Open(FileInfo file) =>
        new SqliteDatabase(
            new SqliteConnectionStringBuilder { DataSource = file.FullName, Pooling = false }.ConnectionString);

    /// <summary>What is not as the manifest says, a manifest that is missing or damaged among it.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="manifestOf">Beside which file the manifest is.</param>
    public static IReadOnlyList<string> DifferencesFromManifest(FileInfo file, FileInfo manifestOf)
    {
        try
        {
            return ReadManifest(manifestOf) is { } manifest
                ? [.. Differences(file, manifest)]
                : ["there is no manifest beside the file"];
        }
        catch (JsonException exception)
        {
            return [$"it can't be read: {exception.Message}"];
        }
    }

    /// <returns>Null: there is no manifest beside the file.</returns>
    /// <exception cref="JsonException">It is none.</exception>
    public static BackupManifest? ReadManifest(FileInfo file) => File.Exists(ManifestOf(file))
        ? JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(ManifestOf(file)), ApiJson.Options)
        : null;

    /// <summary>What is not as the manifest says; empty when all is.</summary>
    public static IEnumerable<string> Differences(FileInfo file, BackupManifest manifest)
    {
        var found = Describe(file, manifest.CreatedAt);
        if (found.Sha256 != manifest.Sha256)
        {
            yield return $"SHA-256 is {found.Sha256}, the manifest says {manifest.Sha256}";
        }

        if (found.NewestEntry != manifest.NewestEntry)
        {
            yield return $"the newest entry is {found.NewestEntry}, the manifest says {manifest.NewestEntry}";
        }

        foreach (var (table, count) in manifest.Counts
            .Where(count => found.Counts.GetValueOrDefault(count.Key) != count.Value))
        {
            yield return $"{table} has {found.Counts.GetValueOrDefault(table)} rows, the manifest says {count}";
        }
    }

    private static string ManifestOf(FileInfo file) => file.FullName + ".manifest.json";

    private static void Copy(Database database, FileInfo file)
    {
        using var source = database.OpenReadConnection() as SqliteConnection
            ?? throw new StartException(
                $"{database.Name} is PostgreSQL: back it up with pg_dump, or with your provider's snapshots.");
        PrivateFile.Ensure(file.FullName);
        using (var target = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file.FullName, Pooling = false }.ConnectionString))
        {
            target.Open();
            source.BackupDatabase(target);

            // One file, with nothing beside it that could get lost on the way to the archive.
            Read(target, "PRAGMA journal_mode = DELETE");
        }

        using var written = file.Open(FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
        file.Refresh();
    }

    private static BackupManifest Describe(FileInfo file, DateTimeOffset createdAt)
    {
        using var db = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file.FullName,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
        db.Open();
        return new BackupManifest(
            file.Name,
            createdAt,
            Read(db, "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"") ?? "none",
            Convert.ToHexStringLower(HashOf(file)),
            file.Length,
            TablesIn(db).ToDictionary(
                table => table,
                table => long.Parse(Read(db, $"SELECT count(*) FROM \"{table}\"")!, CultureInfo.InvariantCulture)),
            Read(db, "SELECT id FROM entry ORDER BY at DESC, id DESC LIMIT 1"));
    }

    /// <summary>All of the model that are there: a backup may be older than this program.</summary>
    private static IEnumerable<string> TablesIn(SqliteConnection db)
    {
        using var model = new SqliteRewardsDb(new DbContextOptionsBuilder<SqliteRewardsDb>().UseSqlite(db).Options);
        return [.. model.Model.GetEntityTypes().Select(row => row.GetTableName()!)
            .Where(table => Read(db, $"SELECT name FROM sqlite_master WHERE name = '{table}'") is not null)
            .Order(StringComparer.Ordinal)];
    }

    private static byte[] HashOf(FileInfo file)
    {
        using var stream = file.OpenRead();
        return SHA256.HashData(stream);
    }

    private static string? Read(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text
            : null;
    }
}
