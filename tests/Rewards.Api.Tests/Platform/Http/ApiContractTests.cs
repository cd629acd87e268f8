using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>The reader of the contract misses nothing that tests go through by it.</summary>
public sealed class ApiContractTests
{
    [Fact]
    public void It_finds_every_operation_and_every_text_in_its_body()
    {
        var redeem = Assert.Single(ApiContract.Operations, operation => operation.Id == "redeem");
        var texts = redeem.Body!.TextPlaces().Select(place => string.Join('.', place));

        Assert.Superset(
            new HashSet<string> { "member_code", "member_id", "items.0.name", "order_no" }, texts.ToHashSet());
        Assert.Equal("POST /v1/redemptions", redeem.ToString());
        Assert.Contains(201, redeem.Statuses);
        Assert.True(redeem.Answer(201)!["properties"]!["items"]!.Allows("array"));
    }

    [Fact]
    public void It_finds_parameters_of_all_kinds_and_resolves_every_reference()
    {
        var kinds = ApiContract.Operations.SelectMany(operation => operation.Parameters).Select(parameter => parameter.In);

        Assert.Equal(["header", "path", "query"], kinds.Distinct().Order(StringComparer.Ordinal));
        Assert.All(ApiContract.Operations, operation =>
            Assert.DoesNotContain("$ref", operation.Described.ToJsonString(), StringComparison.Ordinal));
    }
}
