using Rewards.Api.Platform.Store;

namespace Rewards.Api.Tests.Support;

/// <summary>A database without a service, deleted afterwards.</summary>
public sealed class TemporaryDatabase : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-db-");

    public TemporaryDatabase() =>
        Database = Rewards.Api.Platform.Store.Database.Of($"Data Source={FileName};Pooling=False");

    public Database Database { get; }

    public string FileName => Path.Combine(folder.FullName, "rewards.db");

    public void Dispose() => folder.Delete(recursive: true);
}
