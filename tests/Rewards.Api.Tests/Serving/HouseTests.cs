using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>The rooms of <c>src/Rewards.Api</c> are those that <c>src/README.md</c> draws, and their floors hold.</summary>
public sealed partial class HouseTests
{
    [Fact]
    public void The_house_is_as_it_is_drawn()
    {
        var rooms = FoldersIn(House.Root).Select(room => $"{room}: {Listed(FoldersIn(Path.Combine(House.Root, room)))}");

        Assert.Equal(
            rooms,
            House.Drawn.Rooms
                .OrderBy(room => room.Name, StringComparer.Ordinal)
                .Select(room => $"{room.Name}: {Listed(room.Folders)}"));
    }

    [Fact]
    public void A_room_uses_rooms_below_it_and_a_feature_no_other()
    {
        var broken = House.Drawn.Broken().ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("Platform/Store/Database.cs", "using Rewards.Api.Ledger.Writing;", "Ledger, which stands above it")]
    [InlineData("Ledger/LedgerServices.cs", "Site.SigningIn.SignInState state;", "Site, which stands above it")]
    [InlineData("Site/_Layout.cshtml", "@using Rewards.Api.Serving", "Serving, which stands above it")]
    [InlineData("Members/Inviting/A.cs", "var a = Api.Rewards.Api.Merchants.B;", "Merchants, which stands beside it")]
    [InlineData("Merchants/Refunding/A.cs", "Redeeming.RedeemPoints a;", "Merchants/Redeeming, which stands beside it")]
    [InlineData("Merchants/NameBody.cs", "using Rewards.Api.Merchants.Redeeming;", "may not use Merchants/Redeeming")]
    public void A_line_that_breaks_a_floor_is_named(string file, string line, string told) =>
        Assert.Contains(told, Assert.Single(House.Drawn.BrokenBy(file, line)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Ledger/Writing/Lane.cs", "using Rewards.Api.Platform.Store;")]
    [InlineData("Ledger/Writing/Lane.cs", "namespace Rewards.Api.Ledger.Writing;")]
    [InlineData("Ledger/Writing/Lane.cs", "// As Site.SigningIn does.")]
    [InlineData("Ledger/Expiring/SweepOverdue.cs", "using Rewards.Api.Ledger.Writing;")]
    [InlineData("Operators/Reporting/TrialBalance.cs", "var all = reference.Current.Merchants.Keys;")]
    [InlineData("Program.cs", "using Rewards.Api.Serving.CommandLine;")]
    public void A_line_that_breaks_none_is_not(string file, string line) =>
        Assert.Empty(House.Drawn.BrokenBy(file, line));

    [Theory]
    [InlineData("src/Rewards.Api", "Rewards.Api")]
    [InlineData("tests/Rewards.Api.Tests", "Rewards.Api.Tests")]
    public void Namespaces_follow_folders(string project, string name)
    {
        var root = Repository.File(project);

        Assert.Empty(
            from file in House.FilesIn(root)
            let declared = Namespace.Match(File.ReadAllText(file))
            where declared.Success
            let folder = Path.GetRelativePath(root, Path.GetDirectoryName(file)!)
            where declared.Groups["name"].Value != (folder == "." ? name : $"{name}.{folder.Replace('/', '.')}")
            select $"{Path.GetRelativePath(root, file)} declares {declared.Groups["name"].Value}");
    }

    [Fact]
    public void Tests_live_in_the_rooms_of_what_they_test() => Assert.Equal(
        House.Drawn.Rooms.Select(room => room.Name).Append("Support").Order(StringComparer.Ordinal),
        FoldersIn(Repository.File("tests/Rewards.Api.Tests")));

    private static IEnumerable<string> FoldersIn(string path) =>
        Directory.EnumerateDirectories(path)
            .Where(folder => House.FilesIn(folder).Any())
            .Select(folder => Path.GetFileName(folder))
            .Where(name => name is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal);

    private static string Listed(IEnumerable<string> folders) =>
        string.Join(", ", folders.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace { get; }
}
