using System.Diagnostics.CodeAnalysis;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Imaging;

/// <summary>
/// Makes one picture at a time: a large one takes 100 MB and a core for seconds, which the ledger must not miss.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process.")]
internal sealed class PictureStudio
{
    /// <summary>With the file of each in memory.</summary>
    public const int MostWaiting = 16;

    /// <summary>Then there is time left to make it before a proxy gives up.</summary>
    private static readonly TimeSpan WaitsFor = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim turn = new(1);
    private int waiting;

    /// <summary>Waits for its turn, and makes it on a thread of its own.</summary>
    /// <returns>The pictures, or why there are none.</returns>
    /// <exception cref="UnavailableException">Too many wait.</exception>
    public async Task<(MadePictures? Made, PictureFault? Fault)> MakeAsync(
        byte[] file, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(
                () => (PictureMaker.Make(file, out var fault), fault),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > MostWaiting || !await turn.WaitAsync(WaitsFor, cancellationToken))
            {
                throw UnavailableException.Overloaded();
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
