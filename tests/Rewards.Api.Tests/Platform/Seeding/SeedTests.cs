using System.Text;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Seeding;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Seeding;

public sealed class SeedTests : IDisposable
{
    private readonly TemporaryDatabase temporary = new();
    private readonly RewardsDb db;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-seeds-");

    public SeedTests()
    {
        db = temporary.Database.OpenForWriting();
        Migrating.Migrate(db);
        SeedFolder.CopyTo(folder);
    }

    public void Dispose()
    {
        db.Dispose();
        temporary.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Applied_twice_seeds_change_nothing()
    {
        var first = Apply();
        var second = Apply();

        Assert.Equal(21, first.Count(change => change.Change == "added"));
        Assert.All(second, change => Assert.Equal("unchanged", change.Change));
        Assert.Equal((1, 20), (db.ProgrammeVersions.Count(), db.Merchants.Count()));
    }

    [Fact]
    public void A_changed_merchant_is_updated_and_reported()
    {
        Apply();
        Edit("merchants.json", "\"酒仙湖\"", "\"酒仙湖景区\"");

        var changes = Apply();

        var change = Assert.Single(changes, change => change.IsChange);
        Assert.Equal(("酒仙湖景区", "updated"), (change.What, change.Change));
        Assert.Equal([new("$.name.zh", "\"酒仙湖\"", "\"酒仙湖景区\"")], change.Differences);
        Assert.Equal(1, db.Merchants.Count(merchant => merchant.NameZh == "酒仙湖景区"));
    }

    /// <summary>Read as UTF-8 it would have renamed every merchant to ���.</summary>
    [Fact]
    public async Task Seeds_in_GBK_are_refused_with_the_place_and_nothing_is_written()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;
        var merchants = Path.Combine(folder.FullName, "merchants.json");
        File.WriteAllText(merchants, "{\n  \"a\": \"书店\"\n}\n", gbk);
        var elsewhere = folder.CreateSubdirectory("elsewhere");

        var verb = await ServiceProcess.RunAsync(elsewhere.FullName, "seed", "apply", "--folder", folder.FullName);

        Assert.Equal(2, verb.ExitCode);
        Assert.Equal(
            $"rewards: {merchants}: is not UTF-8 (line 2, byte 9): is it GBK? Save it as UTF-8.",
            verb.Errors.TrimEnd());
        Assert.Empty(elsewhere.EnumerateFileSystemInfos());
    }

    [Fact]
    public void Seeds_may_begin_with_a_byte_order_mark()
    {
        foreach (var file in folder.GetFiles("*.json"))
        {
            File.WriteAllText(file.FullName, File.ReadAllText(file.FullName), new UTF8Encoding(true));
        }

        Assert.Equal(21, Apply().Count(change => change.Change == "added"));
    }

    [Fact]
    public void A_published_version_never_changes()
    {
        Apply();
        Edit("programme.json", "\"value\": 300,", "\"value\": 301,");

        var refused = Assert.Throws<StartException>(Apply);

        Assert.Contains("version 1 is published and never changes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_higher_version_is_published_beside_the_old_one()
    {
        Apply();
        Edit("programme.json", "\"version\": 1", "\"version\": 2");
        Edit("programme.json", "\"value\": 300,", "\"value\": 301,");

        var changes = Apply();

        Assert.Equal(
            [new("$.version", "1", "2"), new("$.earning.signup_points.value", "300", "301")],
            Assert.Single(changes, change => change.IsChange).Differences);
        Assert.Equal([1, 2], db.ProgrammeVersions.Select(version => version.Version).Order());
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(3, 2)]
    [InlineData(3, 1)]
    public void Only_the_next_version_is_published(int inForce, int version)
    {
        Edit("programme.json", "\"version\": 1", $"\"version\": {inForce}");
        Apply();
        Edit("programme.json", $"\"version\": {inForce}", $"\"version\": {version}");

        var refused = Assert.Throws<StartException>(Apply);

        Assert.Contains(
            $"version 3 is in force, so the next one is 4, not {version}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("101")]
    public void A_name_is_one_by_the_same_rule_as_in_the_API(string name)
    {
        Edit("merchants.json", "\"酒仙湖\"", $"\"{(name == "101" ? new string('x', 101) : name)}\"");

        var refused = Assert.Throws<StartException>(Apply);

        Assert.Contains(".name.zh: must be a text of 1 to 100 characters", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_file_changes_nothing_and_names_file_path_and_reason()
    {
        Edit("merchants.json", "\"value\": \"scenic\"", "\"value\": \"circus\"");
        Edit("programme.json", "\"value\": 300", "\"value\": -1");

        var refused = Assert.Throws<StartException>(Apply);

        Assert.Contains(
            "programme.json: $.earning.signup_points.value: must be a whole number",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "merchants.json: $.merchants[10].category.value: must be one of book, film, scenic, leisure, public",
            refused.Message,
            StringComparison.Ordinal);
        Assert.Equal((0, 0), (db.ProgrammeVersions.Count(), db.Merchants.Count()));
    }

    private IReadOnlyList<SeedChange> Apply()
    {
        var changes = Seeds.Apply(db, SeedFiles.Read(folder.FullName), RewardsApp.Start);
        db.SaveChanges();
        db.ChangeTracker.Clear();
        return changes;
    }

    private void Edit(string file, string text, string instead)
    {
        var path = Path.Combine(folder.FullName, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, instead, StringComparison.Ordinal));
    }
}
