namespace Rewards.Benchmarks.Engines;

/// <summary>A database of its own. Nothing outside this folder knows which engine it is.</summary>
internal abstract class Engine : IAsyncDisposable
{
    public static IReadOnlyList<string> Names { get; } = ["sqlite", "postgres"];

    public abstract string Name { get; }

    /// <summary>As the service takes it.</summary>
    public abstract string ConnectionString { get; }

    /// <summary>
    /// Whether writers should wait for each other in the process: the engine lets one in at a time, and makes the rest
    /// sleep.
    /// </summary>
    public abstract bool TakesOneWriter { get; }

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="folder">For a database in a file.</param>
    /// <param name="server">For a database on a server; null where none is known.</param>
    /// <exception cref="BenchmarkException">There is no such engine, or its server is not named.</exception>
    public static async Task<Engine> CreateAsync(string name, string folder, string? server) => name == "sqlite"
        ? new SqliteEngine($"Data Source={Path.Combine(folder, "rewards.db")}")
        : await PostgresEngine.CreateDatabaseAsync(
            server ?? throw new BenchmarkException("postgres needs --connection \"Host=…\", or REWARDS_POSTGRES."));

    /// <summary>The database that another process of the same run made.</summary>
    public static Engine Existing(string name, string connectionString) =>
        name == "sqlite" ? new SqliteEngine(connectionString) : PostgresEngine.Existing(connectionString);

    /// <summary>Name and version, as a reader of results wants them.</summary>
    public abstract string Version();

    public abstract BenchmarkDb OpenDb();

    /// <summary>What the tables and indexes take, as far as they are in use.</summary>
    public abstract long SizeInBytes();

    /// <summary>
    /// Writes as fast as the engine can, while nobody else uses the database. Nothing is durable before it is disposed.
    /// </summary>
    public abstract IRowWriter OpenBulk();

    public abstract ValueTask DisposeAsync();
}

/// <summary>Writes rows by prepared commands.</summary>
internal interface IRowWriter : IDisposable
{
    void Insert(IReadOnlyList<object> rows);
}
