using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestHost;
using Microsoft.Testing.Platform.Messages;
using Microsoft.Testing.Platform.Services;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// Says once, when all tests are over, how many did not run for want of PostgreSQL. It is told as one more skipped
/// test, because <c>dotnet test</c> shows nothing else of what a test process says.
/// </summary>
public sealed class PostgresSummary(IMessageBus bus) : ITestSessionLifetimeHandler, IDataProducer
{
    public string Uid => nameof(PostgresSummary);

    public string Version => "1";

    public string DisplayName => "Tests on PostgreSQL";

    public string Description => "Says how many tests did not run for want of PostgreSQL.";

    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    /// <summary>Named in the project file.</summary>
    public static void AddExtensions(ITestApplicationBuilder builder, string[] _) =>
        builder.TestHost.AddTestSessionLifetimeHandler(services => new PostgresSummary(services.GetMessageBus()));

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task OnTestSessionStartingAsync(ITestSessionContext testSessionContext) => Task.CompletedTask;

    public Task OnTestSessionFinishingAsync(ITestSessionContext testSessionContext) =>
        PostgresServer.Skipped == 0
            ? Task.CompletedTask
            : bus.PublishAsync(this, new TestNodeUpdateMessage(testSessionContext.SessionUid, Node()));

    private TestNode Node() => new()
    {
        Uid = Uid,
        DisplayName = DisplayName,
        Properties = new PropertyBag(new SkippedTestNodeStateProperty(
            $"{PostgresServer.Skipped} tests were skipped, because they need PostgreSQL. Where it is installed "
                + "(Debian: apt-get install postgresql) they start a server of their own and end it; or name one in "
                + $"{PostgresServer.Variable}. They add about three minutes on two cores.")),
    };
}
