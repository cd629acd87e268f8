using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>What the sandbox's Stripe must not forget: in tables of its own, so that every process of the service knows it.</summary>
internal sealed class FakeStripeBooks(LedgerWriter writer, Database database, Clock clock)
{
    private const int MostTries = 20;

    public async Task<T?> FindAsync<T>(string key)
        where T : class
    {
        await using var db = database.OpenForReading();
        return await db.SandboxPayments.FirstOrDefaultAsync(row => row.Key == key) is { } row ? Read<T>(row) : null;
    }

    /// <summary>All of a kind, the newest first.</summary>
    /// <param name="prefix">Of their names: cs_ or re_.</param>
    public async Task<List<T>> AllAsync<T>(string prefix)
        where T : class
    {
        await using var db = database.OpenForReading();
        var rows = await db.SandboxPayments.Where(row => row.Key.StartsWith(prefix))
            .OrderByDescending(row => row.MadeAt)
            .ThenBy(row => row.Key)
            .ToListAsync();
        return rows.ConvertAll(Read<T>);
    }

    public Task<bool> AddAsync<T>(string key, T what) => writer.RunAsync(db =>
    {
        var isNew = !db.SandboxPayments.Any(row => row.Key == key);
        if (isNew)
        {
            db.SandboxPayments.Add(new SandboxPaymentRow { Key = key, Body = JsonSerializer.Serialize(what), MadeAt = clock.GetUtcNow() });
        }

        return isNew;
    });

    /// <summary>Changes something that is there, where <paramref name="change"/> changes it.</summary>
    /// <returns>As it is then; null: it is not there.</returns>
    public async Task<T?> ChangeAsync<T>(string key, Func<T, T> change)
        where T : class
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await writer.RunAsync(db =>
                {
                    var row = db.SandboxPayments.AsTracking().FirstOrDefault(row => row.Key == key);
                    if (row is null)
                    {
                        return null;
                    }

                    var after = change(Read<T>(row));
                    var body = JsonSerializer.Serialize(after);
                    (row.Version, row.Body) = body == row.Body ? (row.Version, row.Body) : (row.Version + 1, body);
                    return after;
                });
            }
            catch (DbUpdateConcurrencyException) when (tries < MostTries)
            {
                // Another process was faster: again, on what it left.
            }
        }
    }

    public Task<int> RemoveAsync(string key) =>
        writer.RunAsync(db => db.SandboxPayments.Where(row => row.Key == key).ExecuteDelete());

    private static T Read<T>(SandboxPaymentRow row) => JsonSerializer.Deserialize<T>(row.Body)!;
}
