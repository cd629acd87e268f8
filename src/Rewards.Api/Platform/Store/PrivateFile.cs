namespace Rewards.Api.Platform.Store;

/// <summary>
/// Files that only the service's own user may read (0600). Where there are no such modes, on Windows, the folder's
/// rights say who may.
/// </summary>
internal static class PrivateFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Opens a file that is private from its first byte on.</summary>
    public static FileStream Create(
        string path, FileMode mode = FileMode.CreateNew, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Private;
        }

        var file = new FileStream(path, options);
        Tighten(path);
        return file;
    }

    /// <summary>
    /// Makes an empty file where there is none, for a library that would make it readable for all. A file that is there
    /// is not opened: closing it would drop the locks that SQLite holds on it for this process (POSIX's rule).
    /// </summary>
    public static void Ensure(string path)
    {
        if (File.Exists(path))
        {
            Tighten(path);
            return;
        }

        try
        {
            Create(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Somebody else was first, and made it as private.
        }
    }

    /// <summary>Takes from others what rights they have, if there is such a file.</summary>
    public static void Tighten(string path)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path))
        {
            return;
        }

        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & OfOthers) != 0)
            {
                File.SetUnixFileMode(path, mode & ~OfOthers);
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // Somebody else's file, or a file system without modes: theirs to guard.
        }
    }

    /// <summary>Why a file that must be private is not; null: it is.</summary>
    public static string? WhyNotPrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var mode = File.GetUnixFileMode(path);

        // A mounted secret belongs to root, and the service reads it by its group: so PostgreSQL judges its keys too.
        var allowed = IsOwn(path, mode) ? UnixFileMode.None : UnixFileMode.GroupRead;
        return (mode & OfOthers & ~allowed) == 0
            ? null
            : $"{path} can be read by others (mode {Convert.ToString((int)mode, 8)}): chmod 600 it";
    }

    /// <summary>Only who owns a file may set its mode, even to what it is.</summary>
    private static bool IsOwn(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        try
        {
            File.SetUnixFileMode(path, mode);
            return true;
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
