using Rewards.Domain.Merchants;
using Rewards.Domain.Programmes;
using Rewards.Domain.Tests.Programmes;

namespace Rewards.Domain.Tests.Merchants;

public sealed class MerchantDocumentTests
{
    [Fact]
    public void The_seeded_merchants_have_no_mistakes() => Assert.Empty(ErrorsIn(SeedFile.Merchants));

    [Fact]
    public void They_are_the_nineteen_of_Zhuzhou()
    {
        var merchants = MerchantDocument.Parse(SeedFile.Merchants).Merchants!.ToLookup(
            merchant => merchant.Category, merchant => merchant.Name.Zh);

        Assert.Equal(["书店"], merchants[Category.Book]);
        Assert.Equal(
            ["神农大剧院", "环洲歌剧院", "影城一", "影城二", "影城三", "影城四", "影城五", "影城六", "影城七"],
            merchants[Category.Film]);
        Assert.Equal(["神农塔", "御景林", "酒仙湖"], merchants[Category.Scenic]);
        Assert.Equal(
            ["韵动水上乐园", "后羿氏射箭俱乐部", "国际卡丁车场", "顽木堂", "景德陶瓷", "聚典阁"],
            merchants[Category.Leisure]);
    }

    [Theory]
    [InlineData("merchants.1.name", "$.merchants[1].name: is missing")]
    [InlineData("merchants.18.name.en", "$.merchants[18].name.en: is missing")]
    [InlineData("merchants.0.category", "$.merchants[0].category: is missing")]
    [InlineData("merchants", "$.merchants: is missing")]
    public void What_is_missing_is_named(string path, string error) =>
        Assert.Equal([error], ErrorsIn(SeedFile.Merchants.Without(path)));

    [Theory]
    [InlineData("id", "\"mch_1\"", "id: must be mch_ and 26 characters")]
    [InlineData("id", "\"mbr_01m6a6ft00f9v80z9fwvfeamgy\"", "id: must be mch_ and 26 characters")]
    [InlineData("category.value", "\"sport\"", "category.value: must be one of book, film, scenic, leisure, public")]
    [InlineData("category.value", "\"Book\"", "category.value: must be one of book, film, scenic, leisure, public")]
    [InlineData("phone", "\"123\"", "phone: is not known")]
    public void What_is_wrong_with_a_merchant_is_named(string member, string value, string error) =>
        Assert.Equal(["$.merchants[0]." + error], ErrorsIn(SeedFile.Merchants.With("merchants.0." + member, value)));

    [Fact]
    public void There_is_at_least_one_merchant() =>
        Assert.Equal(
            ["$.merchants: must be a list with at least one element"],
            ErrorsIn(SeedFile.Merchants.With("merchants", "[]")));

    [Fact]
    public void A_merchant_says_where_its_category_comes_from() =>
        Assert.StartsWith(
            "$.merchants[0].category: must have",
            Assert.Single(ErrorsIn(SeedFile.Merchants.Without("merchants.0.category.source"))),
            StringComparison.Ordinal);

    [Fact]
    public void An_id_names_one_merchant_only()
    {
        var bookshop = MerchantDocument.Parse(SeedFile.Merchants).Merchants![0].Id;

        var errors = ErrorsIn(SeedFile.Merchants.With("merchants.2.id", $"\"{bookshop}\""));

        Assert.Equal([$"$.merchants: names {bookshop} twice"], errors);
    }

    [Fact]
    public void With_a_mistake_no_merchants_come_out_at_all() =>
        Assert.Null(MerchantDocument.Parse(SeedFile.Merchants.With("merchants.7.id", "\"mch_\"")).Merchants);

    private static IEnumerable<string> ErrorsIn(string json) =>
        MerchantDocument.Parse(json).Errors.Select(error => error.ToString());
}
