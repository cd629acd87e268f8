namespace Rewards.Api.Platform.Store;

/// <summary>
/// Held by <c>serve</c>, <c>db migrate</c> and <c>db copy</c>: two of them on one SQLite file would each believe to be
/// the only writer.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <exception cref="StartException">Another process holds it.</exception>
    public static FileLock Take(string databaseFile)
    {
        var path = Path.GetFullPath(databaseFile) + ".lock";
        MakeFolder(path);
        try
        {
            return new FileLock(PrivateFile.Create(path, FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new StartException(
                $"The database {databaseFile} is in use by another 'rewards serve', 'rewards db migrate' or "
                + $"'rewards db copy'. Stop it first, or name another file.",
                exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Unusable(path, exception);
        }
    }

    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, exception);
        }
    }

    private static StartException Unusable(string path, Exception exception) =>
        new($"{Database.ConfigurationKey}: {path} can't be made: {exception.Message}", exception);

    public void Dispose() => file.Dispose();
}
