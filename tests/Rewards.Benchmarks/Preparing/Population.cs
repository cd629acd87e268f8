using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rewards.Benchmarks.Asking;
using Rewards.Benchmarks.Engines;
using Rewards.Domain.Programmes;

namespace Rewards.Benchmarks.Preparing;

/// <summary>Fills a migrated and seeded database with members: rules on one core, rows on the other.</summary>
internal sealed class Population(Engine engine)
{
    private const int RowsPerTransaction = 50_000;

    private readonly Programme programme = ReadProgramme(engine);
    private long registered;

    public async Task<Members> AddAsync(Cohort cohort)
    {
        using var batches = new BlockingCollection<List<object>>(boundedCapacity: 2);
        var writing = Task.Run(() => WriteAll(batches));
        var ids = new List<string>(cohort.Members);
        var create = Task.Run(() => CreateAll(cohort, ids, batches));
        if (await Task.WhenAny(create, writing) == writing)
        {
            await writing;
        }

        await create;
        await writing;
        return new Members(ids);
    }

    private void CreateAll(Cohort cohort, List<string> ids, BlockingCollection<List<object>> batches)
    {
        var history = new MemberHistory(programme, cohort);
        var rows = new List<object>(RowsPerTransaction * 2);
        var first = DateTimeOffset.FromUnixTimeMilliseconds(cohort.RegisteredAt.ToUnixTimeMilliseconds());
        for (var at = 0; at < cohort.Members; at++)
        {
            var (id, more) = history.Create(++registered, first.AddMilliseconds(at));
            ids.Add(id);
            rows.AddRange(more);
            if (rows.Count >= RowsPerTransaction)
            {
                batches.Add(rows);
                rows = new List<object>(RowsPerTransaction * 2);
            }
        }

        batches.Add(rows);
        batches.CompleteAdding();
    }

    private void WriteAll(BlockingCollection<List<object>> batches)
    {
        using var writer = engine.OpenBulk();
        foreach (var rows in batches.GetConsumingEnumerable())
        {
            writer.Insert(rows);
        }
    }

    private static Programme ReadProgramme(Engine engine)
    {
        using var db = engine.OpenDb();
        var document = db.ProgrammeVersions.AsNoTracking()
            .OrderByDescending(version => version.Version)
            .First().Document;
        return ProgrammeDocument.Parse(document).Programme!;
    }
}
