namespace Rewards.Api.Store;

/// <summary>
/// Held by <c>serve</c> and <c>db migrate</c>: two of them on one SQLite file would each believe to be the only writer.
/// </summary>
public sealed class DatabaseLock : IDisposable
{
    private readonly FileStream file;

    private DatabaseLock(FileStream file) => this.file = file;

    /// <exception cref="StartException">Another process holds it.</exception>
    public static DatabaseLock Take(Database database)
    {
        var path = Path.GetFullPath(database.Name) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new DatabaseLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new StartException(
                $"The database {database.Name} is in use by another 'serve' or 'db migrate'. "
                + $"Stop it first, or name another file in {Database.ConfigurationKey}.",
                exception);
        }
    }

    public void Dispose() => file.Dispose();
}
