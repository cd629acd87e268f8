using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rewards.Api.Tests.Support;

/// <summary>One line of the log.</summary>
/// <param name="Text">As the console would show it, with the exception.</param>
/// <param name="Fields">As a collector of logs gets them.</param>
public sealed record LogLine(LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Fields)
{
    public string? this[string field] => Fields.GetValueOrDefault(field)?.ToString();
}

/// <summary>Keeps what a service logs, as its settings let it through.</summary>
public sealed class LogBook : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = [];

    public IReadOnlyCollection<LogLine> Lines => lines;

    /// <summary>The one line about this answer.</summary>
    public LogLine Of(Answer answer)
    {
        var id = answer.Response.Headers.GetValues("X-Request-Id").Single();
        return Assert.Single(lines, line => line["request_id"] == id);
    }

    public void Clear() => lines.Clear();

    public ILogger CreateLogger(string categoryName) => new Writer(lines);

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => lines.Enqueue(new LogLine(
                logLevel,
                formatter(state, exception) + exception,
                (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary()));
    }
}
