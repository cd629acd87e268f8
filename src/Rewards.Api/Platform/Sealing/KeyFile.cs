using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Sealing;

/// <summary>
/// The file that opens the secrets in the database: keys, one a line, the newest first. It is read whenever it is
/// needed, which is seldom, so that what was changed in it holds at once.
/// </summary>
public sealed class KeyFile(string path)
{
    private const string Comment = "#";

    private const string Heading =
        $"""
        {Comment} Opens the secrets in the database of Rewards, which are worth nothing without it, nor it without them.
        {Comment} Keep it apart from the database and its backups. The newest key is the first; a later line can go when
        {Comment} no backup needs its key any more.
        """;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public bool Exists => File.Exists(Path);

    private string Unfinished => Path + ".new";

    /// <summary>Newest first, at least one.</summary>
    /// <exception cref="StartException">It is not there, others may read it, or it is no key file.</exception>
    public IReadOnlyList<SealingKey> Read()
    {
        if (!Exists)
        {
            throw Bad($"there is no file {Path}: put the one there that belongs to the database; where nothing is "
                + "sealed yet, make one by 'rewards keys init'");
        }

        try
        {
            return PrivateFile.WhyNotPrivate(Path) is { } reason ? throw Bad(reason) : Parse(File.ReadAllLines(Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Bad($"{Path} can't be read: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    /// <summary>Makes the file.</summary>
    /// <exception cref="StartException">There is one, or its folder can't be written.</exception>
    public void Create(params IEnumerable<SealingKey> keys)
    {
        if (Exists)
        {
            throw Bad($"{Path} is there already: nothing was changed");
        }

        Write(keys, overwrite: false);
    }

    /// <summary>
    /// Adds a newest key where the file still is as it was read: two who add at a time must not lose each other's.
    /// </summary>
    /// <exception cref="StartException">The file was changed meanwhile, or can't be written.</exception>
    public void Add(SealingKey key, IReadOnlyList<SealingKey> known)
    {
        using var alone = Lock();
        if (!Read().Select(one => one.Id).SequenceEqual(known.Select(one => one.Id)))
        {
            throw Bad($"{Path} was changed by somebody else just now: start again");
        }

        Write([key, .. known], overwrite: true);
    }

    private List<SealingKey> Parse(string[] lines)
    {
        var keys = new List<SealingKey>();
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].Trim() is { Length: > 0 } line && !line.StartsWith(Comment, StringComparison.Ordinal))
            {
                keys.Add(SealingKey.Parse(line) ?? throw Bad($"line {at + 1} of {Path} is no key"));
            }
        }

        return keys.Count > 0 ? keys : throw Bad($"{Path} holds no key");
    }

    private FileStream Lock()
    {
        try
        {
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    /// <summary>
    /// One rename, and on the disk when this returns: what is sealed with a new key must not outlive it.
    /// </summary>
    private void Write(IEnumerable<SealingKey> keys, bool overwrite)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            File.Delete(Unfinished);
            using (var writer = new StreamWriter(PrivateFile.Create(Unfinished)))
            {
                writer.NewLine = "\n";
                writer.WriteLine(Heading);
                foreach (var key in keys)
                {
                    writer.WriteLine(key.Line);
                }
            }

            File.Move(Unfinished, Path, overwrite);
            using var written = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    private StartException Unwritable(Exception exception) => Bad(
        $"{Path} can't be written: {exception.Message.TrimEnd('.')}; where it is a mounted secret, write the new one "
            + "elsewhere ('rewards keys rotate --to FILE')",
        exception);

    private static StartException Bad(string reason) => new($"{KeysOptions.FileKey}: {reason}.");

    private static StartException Bad(string reason, Exception inner) =>
        new($"{KeysOptions.FileKey}: {reason}.", inner);
}
