using Npgsql;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Faults;

/// <summary>On PostgreSQL, through a proxy that can lose connections.</summary>
public sealed class ProxiedApp : RewardsApp
{
    private readonly TemporaryPostgres database = new();

    public ProxiedApp()
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        Proxy = new FaultyProxy(settings.Host!, settings.Port);
        (settings.Host, settings.Port) = ("127.0.0.1", Proxy.Port);
        ConnectionString = settings.ConnectionString;
        Settings["Ledger:LongestWaitMilliseconds"] = "1500";
    }

    public FaultyProxy Proxy { get; }

    protected override string ConnectionString { get; }

    public override async ValueTask DisposeAsync()
    {
        Proxy.ComeBack();
        await base.DisposeAsync();
        Proxy.Dispose();
        database.Dispose();
    }
}
