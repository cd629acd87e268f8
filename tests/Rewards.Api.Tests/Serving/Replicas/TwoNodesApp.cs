using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Replicas;

/// <summary>Two nodes on one PostgreSQL database; every other request of a caller goes to the other one.</summary>
public sealed class TwoNodesApp : RewardsApp
{
    private readonly Lazy<TemporaryPostgres> database = new(() => new TemporaryPostgres(isMigrated: true));
    private readonly Lazy<Node> second;

    public TwoNodesApp() => second = new(() => new Node(ConnectionString) { Time = Time });

    /// <summary>The other node; this one is the first.</summary>
    public RewardsApp Second => second.Value;

    protected override string ConnectionString => database.Value.PatientConnectionString;

    /// <summary>For a test class's constructor: a class fixture itself can't skip.</summary>
    public TwoNodesApp OrSkip()
    {
        PostgresServer.SkipWithout();
        return this;
    }

    public override async ValueTask InitializeAsync()
    {
        if (PostgresServer.ConnectionString is not null)
        {
            await base.InitializeAsync();
            await Second.InitializeAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (PostgresServer.ConnectionString is not null)
        {
            await Second.DisposeAsync();
            await base.DisposeAsync();
            database.Value.Dispose();
        }
    }

    public override Task UntilAllNodesKnowAsync() => Task.Delay(TimeSpan.FromSeconds(1.2));

    protected override HttpClient NewClient() =>
        new(new InTurn(Server.CreateHandler(), Second.Server.CreateHandler())) { BaseAddress = Server.BaseAddress };

    private sealed class Node(string connectionString) : RewardsApp
    {
        protected override string ConnectionString => connectionString;
    }

    private sealed class InTurn(params HttpMessageHandler[] nodes) : HttpMessageHandler
    {
        private static int turn;

        private readonly HttpMessageInvoker[] nodes = [.. nodes.Select(node => new HttpMessageInvoker(node))];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            nodes[(uint)Interlocked.Increment(ref turn) % nodes.Length].SendAsync(request, cancellationToken);
    }
}
