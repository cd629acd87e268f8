namespace Rewards.Api.Tests.Support;

/// <summary>A service on a database that the test names, and keeps.</summary>
public sealed class AppOn : RewardsApp
{
    private AppOn(string connectionString) => ConnectionString = connectionString;

    protected override string ConnectionString { get; }

    public static async Task<AppOn> StartAsync(string connectionString)
    {
        var app = new AppOn(connectionString);
        await app.InitializeAsync();
        return app;
    }
}
