using System.Text.Json.Nodes;
using Rewards.Api.Ledger.Verifying;
using Rewards.Api.Merchants.CashingUp;
using Rewards.Api.Platform.Seeding;
using Rewards.Api.Site;
using Rewards.Api.Site.FindingMerchants;
using Rewards.Domain;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Tests.Ledger.Verifying;

/// <summary>A cap is a record, a reader, and its words: what has only some of them is found here.</summary>
public sealed class CapTests
{
    private static readonly (Cap Cap, string Document)[] All =
    [
        (new PerPurchaseCap(new Fen(4321)), """{"rule":"per_purchase","fen":4321,"source":"x"}"""),
        (new CashFloorPerUnitCap(new Fen(4321)), """{"rule":"cash_floor_per_unit","fen":4321,"source":"x"}"""),
        (new ShareOfTotalCap(43), """{"rule":"share_of_total","percent":43,"source":"x"}"""),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Length)];

    [Fact]
    public void All_caps_that_there_are_stand_here()
    {
        var types = typeof(Cap).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Cap)));

        Assert.Equal(types.OrderBy(type => type.Name), All.Select(one => one.Cap.GetType()).OrderBy(type => type.Name));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void It_is_read_from_a_programme(int number)
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(SeedFiles.DefaultFolder, "programme.json")))!;
        document["categories"]!["book"]!["caps"] = new JsonArray(JsonNode.Parse(All[number].Document));

        var (programme, errors) = ProgrammeDocument.Parse(document.ToJsonString());

        Assert.Empty(errors);
        Assert.Equal([All[number].Cap], programme!.Caps[Category.Book]);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void The_verifier_checks_it(int number) => Assert.Contains(All[number].Cap.Rule, CapChecks.Known);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_merchant_reads_its_number(int number)
    {
        var shown = CapResponse.From(All[number].Cap);

        Assert.Single(new[] { shown.MostFen, shown.FloorFen, shown.Percent }.OfType<long>());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Members_read_it_in_words_of_its_own_before_and_after_the_purchase(int number)
    {
        var cap = All[number].Cap;
        var programme = SeedFiles.Read(SeedFiles.DefaultFolder).Programme with
        {
            Caps = new Dictionary<Category, IReadOnlyList<Cap>> { [Category.Book] = [cap] },
        };
        foreach (var language in Enum.GetValues<Language>())
        {
            var text = new Text(language, programme.Calendar);

            Assert.NotEqual([text["cap.other", cap.Rule]], CapWords.Of(programme, Category.Book, text));
            Assert.NotEmpty(text["limit." + cap.Rule, "¥1.00"]);
        }
    }
}
