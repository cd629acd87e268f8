using System.Data.Common;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.BackingUp;

/// <summary>
/// Puts a backup in the place of a SQLite database. The log beside the old file belongs to it: left there, SQLite would
/// replay it over the copy, and damage it.
/// </summary>
internal sealed class DatabaseRestore : IDisposable
{
    private const string Log = "-wal";
    private const string LogIndex = "-shm";
    private const string Journal = "-journal";

    private readonly SqliteDatabase database;
    private readonly IDisposable databaseLock;

    private DatabaseRestore(SqliteDatabase database) =>
        (this.database, databaseLock) = (database, database.LockForServing());

    /// <summary>The backup's bytes, beside the database and not in use yet.</summary>
    public FileInfo Copy => new(Target + ".restoring");

    /// <summary>Where the old database is now; null: there was none, or nothing was put in its place.</summary>
    public string? KeptAside { get; private set; }

    private string Target => Path.GetFullPath(database.Name);

    private string Aside => Target + ".before-restore";

    /// <summary>Copies the backup beside the database, which stays as it is.</summary>
    /// <exception cref="StartException">The database is in use or on PostgreSQL, or there is no backup.</exception>
    public static DatabaseRestore Begin(Database database, FileInfo backup)
    {
        if (database is not SqliteDatabase sqlite)
        {
            throw new StartException(
                $"{database.Name} is PostgreSQL: restore it with pg_restore, or from your provider's snapshots.");
        }

        if (!backup.Exists)
        {
            throw new StartException($"There is no file {backup.FullName}.");
        }

        var restore = new DatabaseRestore(sqlite);
        try
        {
            restore.RefuseToOverwrite();
            CopyDurably(backup, restore.Copy);
            return restore;
        }
        catch
        {
            restore.Dispose();
            throw;
        }
    }

    /// <summary>One rename: whenever the machine stops, the old database or the new one is there, and whole.</summary>
    public void PutInPlace()
    {
        var copy = Copy.FullName;
        if (!database.Exists)
        {
            Discard();
            File.Move(copy, Target);
            return;
        }

        FoldLogIn();
        PrivateFile.Tighten(Target);
        if (new FileInfo(Target + Log) is { Exists: true, Length: > 0 })
        {
            // It could not be folded in: the old file is damaged, and whoever wants to rescue it needs its log too.
            PrivateFile.Tighten(Target + Log);
            File.Move(Target + Log, Aside + Log);
        }

        Discard();
        File.Replace(copy, Target, Aside);
        KeptAside = Aside;
    }

    public void Dispose()
    {
        foreach (var own in new[] { "", Log, LogIndex, Journal })
        {
            File.Delete(Copy.FullName + own);
        }

        databaseLock.Dispose();
    }

    private void RefuseToOverwrite()
    {
        if (File.Exists(Aside) || File.Exists(Aside + Log))
        {
            throw new StartException($"{Aside} is there from an earlier restore: move it away first.");
        }
    }

    private void FoldLogIn()
    {
        try
        {
            database.FinishLog();
        }
        catch (Exception exception) when (exception is DbException or StartException)
        {
            // A database that can't be opened is a good reason to restore.
        }
    }

    private void Discard()
    {
        File.Delete(Target + Log);
        File.Delete(Target + LogIndex);
    }

    private static void CopyDurably(FileInfo from, FileInfo to)
    {
        using var source = from.OpenRead();
        using var target = PrivateFile.Create(to.FullName, FileMode.Create);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }
}
