using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Sealing;

/// <summary>Whether the key file opens what was backed up, restored or copied: said before it is missed.</summary>
internal static class SealNotice
{
    /// <summary>Null: it does, or nothing is sealed.</summary>
    /// <param name="services">Of the verb.</param>
    /// <param name="database">Which one.</param>
    public static string? For(IServiceProvider services, Database database)
    {
        using var db = database.OpenForReading();
        return SealedSecret.KeyInUse(db) is { } id && WhyNot(services, database, id) is { } reason
            ? $"the secrets in {database.Name} are sealed with the key {id}, and {reason}. The ledger is complete "
                + $"without it; before 'rewards serve', put the key file there ({KeysOptions.FileKey}), or start "
                + "over with 'rewards keys init --replace-lost'."
            : null;
    }

    private static string? WhyNot(IServiceProvider services, Database database, string id)
    {
        try
        {
            var file = SealingServices.FileFor(services, () => database);
            return file.Read().Any(key => key.Id == id) ? null : $"{file.Path} does not hold it";
        }
        catch (Exception exception) when (exception is StartException or OptionsValidationException)
        {
            return "the key file can't be used";
        }
    }
}
