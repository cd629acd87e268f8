using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Rewards.Api.Platform.Store;

/// <summary>
/// Names of files, kept by a power cut: a file that was synced and renamed has its old name back, or none, until its folder
/// was synced too. .NET opens no folders, and Windows needs none of it.
/// </summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    /// <summary>Gives a file its name, for good.</summary>
    public static void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        Sync(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    private static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly), ownsHandle: true);
        if (!handle.IsInvalid)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
