using Npgsql;

namespace Rewards.Api.Platform.Store;

/// <summary>Refuses a server on which an acknowledged commit could be lost, or which takes no writes.</summary>
internal static class PostgresSafety
{
    private const int OldestVersion = 15;

    private static readonly (string Setting, string[] Unsafe)[] Durable =
        [("fsync", ["off"]), ("full_page_writes", ["off"]), ("synchronous_commit", ["off"])];

    /// <exception cref="StartException">It is such a server.</exception>
    public static void Assert(NpgsqlConnection connection, string name)
    {
        if (connection.PostgreSqlVersion.Major < OldestVersion)
        {
            throw new StartException(
                $"PostgreSQL {connection.PostgreSqlVersion} is too old; {OldestVersion} or newer is needed.");
        }

        using var command = new NpgsqlCommand(
            $"SELECT {string.Join(", ", Durable.Select(setting => $"current_setting('{setting.Setting}')"))}, "
                + "pg_is_in_recovery()",
            connection);
        using var reader = command.ExecuteReader();
        reader.Read();
        for (var at = 0; at < Durable.Length; at++)
        {
            if (Durable[at].Unsafe.Contains(reader.GetString(at)))
            {
                throw new StartException(
                    $"{Database.ConfigurationKey}: {name} has {Durable[at].Setting} = {reader.GetString(at)}: "
                    + "a power cut would lose points that were acknowledged. Switch it on.");
            }
        }

        if (reader.GetBoolean(Durable.Length))
        {
            throw new StartException(
                $"{Database.ConfigurationKey}: {name} is a standby and takes no writes: name the primary.");
        }
    }
}
