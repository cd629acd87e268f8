using System.Text.Json.Nodes;
using Rewards.Api.Platform.Http;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Seeding;

/// <summary><c>seed apply --dry-run</c> as somebody uses it who edits the seeds of their city.</summary>
public sealed class DryRunTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-dry-run-");
    private readonly DirectoryInfo seeds;
    private readonly PreparedFolders prepared;

    public DryRunTests(PreparedFolders prepared)
    {
        this.prepared = prepared;
        seeds = folder.CreateSubdirectory("seeds");
        SeedFolder.CopyTo(seeds);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_says_what_differs_and_changes_nothing_until_seeds_are_applied()
    {
        await RunAsync("db", "migrate");

        var empty = await RunAsync("seed", "apply", "--dry-run");
        var again = await RunAsync("seed", "apply", "--dry-run");
        await RunAsync("seed", "apply");
        var applied = await RunAsync("seed", "apply", "--dry-run");

        Assert.Equal(50, empty.Split('\n').Count(line => line.StartsWith("added ", StringComparison.Ordinal)));
        Assert.EndsWith("Dry run: nothing was changed.", empty, StringComparison.Ordinal);
        Assert.Equal(empty, again);
        Assert.Equal(50, applied.Split('\n').Count(line => line.StartsWith("unchanged ", StringComparison.Ordinal)));
        Assert.EndsWith("Nothing differs.", applied, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_change_is_shown_old_and_new_for_people_and_machines()
    {
        await prepared.CopySeededAsync(folder.FullName);
        Edit("merchants.json", "\"酒仙湖\"", "\"酒仙湖景区\"");
        Edit("programme.json", "\"version\": 1", "\"version\": 2");
        Edit("programme.json", "\"value\": 300", "\"value\": 301");

        var lines = (await RunAsync("seed", "apply", "--dry-run")).Split('\n').Select(line => line.Trim()).ToList();
        var json = JsonNode.Parse(await RunAsync("seed", "apply", "--dry-run", "--json"))!;

        Assert.Equal("added     programme version 2", lines[0]);
        Assert.Equal(["$.version: 1 → 2", "$.earning.signup_points.value: 300 → 301"], lines[1..3]);
        Assert.Equal("$.name.zh: \"酒仙湖\" → \"酒仙湖景区\"", lines[lines.IndexOf("updated   酒仙湖景区") + 1]);
        var updated = json["changes"]!.AsArray().Single(change => change!["change"]!.GetValue<string>() == "updated")!;
        Assert.True(json["dry_run"]!.GetValue<bool>());
        Assert.Equal(
            """{"field":"$.name.zh","old":"\"酒仙湖\"","new":"\"酒仙湖景区\""}""",
            updated["differences"]!.AsArray().Single()!.ToJsonString(ApiJson.Options));
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        string[] where = arguments[0] == "seed" ? ["--folder", seeds.FullName] : [];
        var verb = await ServiceProcess.RunAsync(folder.FullName, [.. arguments, .. where]);
        Assert.True(verb.ExitCode == 0, string.Join(' ', arguments) + ": " + verb.Output + verb.Errors);
        return verb.Output.TrimEnd();
    }

    private void Edit(string file, string text, string instead)
    {
        var path = Path.Combine(seeds.FullName, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, instead, StringComparison.Ordinal));
    }
}
