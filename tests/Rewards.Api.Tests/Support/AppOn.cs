namespace Rewards.Api.Tests.Support;

/// <summary>A service on a database that the test names, and keeps.</summary>
public sealed class AppOn : RewardsApp
{
    private AppOn(string connectionString) => ConnectionString = connectionString;

    protected override string ConnectionString { get; }

    /// <param name="connectionString">The database.</param>
    /// <param name="keyFile">Null: the one beside the database.</param>
    public static async Task<AppOn> StartAsync(string connectionString, string? keyFile = null)
    {
        var app = new AppOn(connectionString);
        if (keyFile is not null)
        {
            app.Settings["Keys:File"] = keyFile;
        }

        await app.InitializeAsync();
        return app;
    }
}
