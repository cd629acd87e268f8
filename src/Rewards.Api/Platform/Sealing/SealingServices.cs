using Microsoft.Extensions.Options;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Platform.Sealing;

internal static class SealingServices
{
    private const string Required =
        $"{KeysOptions.FileKey}: is required outside Development: the file that opens the secrets in the database, "
            + "kept apart from it. 'rewards keys init' makes it once.";

    public static void AddSealing(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddSection<KeysOptions>(KeysOptions.Section)
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.File) || environment.IsDevelopment(), Required);

        // Asked for while pages are mapped: 'serve' checks the setting after that, with all the others.
        services.AddSingleton(provider => FileAt(
            provider.GetRequiredService<IConfiguration>()[KeysOptions.FileKey],
            provider.GetRequiredService<Database>));
        services.AddSingleton<Seals>();
        services.AddSingleton<SealingSetup>();
        services.AddSingleton<KeyRotation>();
    }

    /// <summary>
    /// The key file of a database; without a setting it lies beside it, in Development only. With one, nobody asks for
    /// the database: the file may be made before there is one.
    /// </summary>
    /// <exception cref="OptionsValidationException">The setting is required.</exception>
    public static KeyFile FileFor(IServiceProvider services, Func<Database> database) =>
        FileAt(services.GetRequiredService<IOptions<KeysOptions>>().Value.File, database);

    private static KeyFile FileAt(string? given, Func<Database> database) =>
        new(string.IsNullOrWhiteSpace(given) ? database().KeyFileBeside : given);
}
