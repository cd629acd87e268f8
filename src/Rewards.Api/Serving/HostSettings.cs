using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Serving;

/// <summary>Checks the host's own settings, which it would refuse late and without naming them.</summary>
internal static class HostSettings
{
    private const int HighestPort = 65_535;

    /// <exception cref="StartException">Names the setting and what is wrong with it.</exception>
    public static void Check(IConfiguration configuration, IHostEnvironment environment)
    {
        CheckEnvironment(environment);
        CheckConnectionStrings(configuration.GetSection("ConnectionStrings"));
        CheckAddresses(configuration["urls"]);
        CheckPorts(configuration, "http_ports");
        CheckPorts(configuration, "https_ports");
        CheckLevels(configuration.GetSection("Logging"));
    }

    /// <summary>Whatever is not Development is taken for Production by some and not by others.</summary>
    private static void CheckEnvironment(IHostEnvironment environment)
    {
        if (!environment.IsDevelopment() && !environment.IsProduction())
        {
            throw new StartException(
                $"environment (ASPNETCORE_ENVIRONMENT): there is no '{environment.EnvironmentName}'; there are "
                + "Development, which is the sandbox, and Production.");
        }
    }

    /// <summary>A mistyped one would start an empty city beside the real one.</summary>
    private static void CheckConnectionStrings(IConfigurationSection section)
    {
        if (section.GetChildren().FirstOrDefault(child => !IsOurs(child)) is { } unknown)
        {
            throw new StartException($"{unknown.Path}: is not a setting; {section.Key} has Rewards.");
        }

        static bool IsOurs(IConfigurationSection child) =>
            child.Path.Equals(Database.ConfigurationKey, StringComparison.OrdinalIgnoreCase);
    }

    private static void CheckAddresses(string? urls)
    {
        if (SplitOf(urls).FirstOrDefault(address => !IsAddress(address)) is { } bad)
        {
            throw new StartException(
                $"urls (ASPNETCORE_URLS): '{bad}' is no address to listen on, like http://localhost:5080.");
        }
    }

    private static void CheckPorts(IConfiguration configuration, string key)
    {
        if (SplitOf(configuration[key]).FirstOrDefault(port => !ushort.TryParse(port, out _)) is { } bad)
        {
            throw new StartException($"{key} (ASPNETCORE_{key.ToUpperInvariant()}): '{bad}' is no port, like 8080.");
        }
    }

    /// <summary>Under any provider: <c>Logging:LogLevel:…</c>, <c>Logging:Console:LogLevel:…</c>.</summary>
    private static void CheckLevels(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            var isLevel = section.Key.Equals("LogLevel", StringComparison.OrdinalIgnoreCase);
            if (isLevel && child.Value is { Length: > 0 } level
                && !Enum.TryParse<LogLevel>(level, ignoreCase: true, out _))
            {
                throw new StartException(
                    $"{child.Path}: '{level}' is no level; there are {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }

            CheckLevels(child);
        }
    }

    internal static string[] SplitOf(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsAddress(string address)
    {
        try
        {
            return BindingAddress.Parse(address).Port is >= 0 and <= HighestPort;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
