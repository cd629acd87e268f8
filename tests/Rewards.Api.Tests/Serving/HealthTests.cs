using Microsoft.Extensions.Logging;
using Rewards.Api.Serving;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>Anybody may ask whether the service is well; what is not, operators learn, and the log.</summary>
public sealed class HealthTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Theory]
    [InlineData(null)]
    [InlineData("rk_test_bookshop")]
    [InlineData("op_test_nobody")]
    public async Task Who_is_no_operator_learns_only_whether_it_is_ready(string? credential)
    {
        var answer = (await app.Caller(credential).GetAsync("/health/ready")).Expect(200);

        Assert.Equal("""{"status":"ok"}""", answer.Body!.ToJsonString());
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("admin")]
    public async Task An_operator_learns_what_is_not_well(string role) =>
        Assert.Empty((await app.Operator(role).GetAsync("/health/ready")).Expect(200)["unwell"]!.AsArray());

    [Fact]
    public void The_log_says_it_once_when_something_changes()
    {
        using var lines = new Lines();
        using var logging = LoggerFactory.Create(builder => builder.AddProvider(lines));
        var log = new HealthLog(logging.CreateLogger<HealthLog>());

        string[][] asked = [[], ["database"], ["database"], ["database", "ledger_writer"], [], []];
        foreach (var unwell in asked)
        {
            log.Note(unwell);
        }

        Assert.Equal(
            ["Not well: database.", "Not well: database, ledger_writer.", "All is well again."], lines.Written);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Written.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
