using System.Collections.Concurrent;
using System.Diagnostics;

namespace Rewards.Api.Tests.Platform.Store;

/// <summary>Everything that the driver sends to one PostgreSQL database, whoever asked it to.</summary>
internal sealed class SentSql : IDisposable
{
    private readonly ConcurrentQueue<string> sent = [];
    private readonly ActivityListener listener;

    /// <param name="database">Tests beside this one talk to other databases.</param>
    public SentSql(string database)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (TagOf(activity, "db.namespace", "db.name") == database)
                {
                    sent.Enqueue(TagOf(activity, "db.query.text", "db.statement") ?? "");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyList<string> Texts => [.. sent];

    public void Dispose() => listener.Dispose();

    private static string? TagOf(Activity activity, params string[] names) =>
        names.Select(name => activity.GetTagItem(name)?.ToString()).FirstOrDefault(value => value is not null);
}
