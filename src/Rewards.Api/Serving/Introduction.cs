using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving;

/// <summary>
/// What an operator sees first, in the log: what runs where, on which database, and what is still to be done.
/// </summary>
internal sealed partial class Introduction(WebApplication app)
{
    public static void TellWhenStarted(WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() => Task.Run(new Introduction(app).Tell));

    private void Tell()
    {
        var (services, logger) =
            (app.Services, app.Services.GetRequiredService<ILoggerFactory>().CreateLogger<Introduction>());
        var (database, address) =
            (services.GetRequiredService<Database>(), services.GetRequiredService<PublicAddress>().Base);
        var (version, listening, members) = (Version, string.Join(", ", app.Urls), CountMembers(database));
        Serves(logger, version, address, listening);
        Holds(logger, database.Name, members);
        foreach (var step in NextSteps(services))
        {
            IsNext(logger, step);
        }
    }

    private static string Version =>
        typeof(Introduction).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>However long it takes in a large city: nobody waits for it.</summary>
    private static string CountMembers(Database database)
    {
        try
        {
            using var connection = database.OpenReadConnection();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM member";
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture)
                .ToString("N0", CultureInfo.InvariantCulture);
        }
        catch (Exception exception)
            when (exception is StartException || RewardsDb.DatabaseErrorIn(exception) is not null)
        {
            return "uncounted";
        }
    }

    private IEnumerable<string> NextSteps(IServiceProvider services)
    {
        var reference = services.GetRequiredService<ReferenceData>().Current;
        var proxies = services.GetRequiredService<IOptions<ServeOptions>>().Value.TrustedProxies;
        if (proxies.Count == 0 && app.Urls.All(address => address.StartsWith("http:", StringComparison.Ordinal)))
        {
            yield return "put a proxy that ends TLS before it, and name that in Service:TrustedProxies: plain HTTP is "
                + "refused.";
        }

        if (reference.Operators.Count == 0)
        {
            yield return "add an operator: rewards operators add --name NAME --role admin";
        }

        if (reference.LiveKeys.Count == 0)
        {
            yield return "issue a merchant's key: rewards keys issue --merchant ID";
        }
    }

    [LoggerMessage(EventId = 1070, Level = LogLevel.Information,
        Message = "Rewards {Version} serves {Address}, listening on {Listening}.")]
    private static partial void Serves(ILogger logger, string version, Uri address, string listening);

    [LoggerMessage(EventId = 1071, Level = LogLevel.Information, Message = "Database {Database}: {Members} members.")]
    private static partial void Holds(ILogger logger, string database, string members);

    [LoggerMessage(EventId = 1072, Level = LogLevel.Information, Message = "Next: {Step}")]
    private static partial void IsNext(ILogger logger, string step);
}
