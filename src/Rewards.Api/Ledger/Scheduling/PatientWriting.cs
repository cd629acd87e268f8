using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Ledger.Scheduling;

/// <summary>How jobs submit: live traffic comes first.</summary>
internal static class PatientWriting
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    /// <param name="writer">Where.</param>
    /// <param name="command">Anew for each time.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<T> SubmitPatientlyAsync<T>(
        this LedgerWriter writer, Func<LedgerCommand<T>> command, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await writer.SubmitAsync(command());
            }
            catch (UnavailableException)
            {
                await Task.Delay(Breath, cancellationToken);
            }
        }
    }
}
