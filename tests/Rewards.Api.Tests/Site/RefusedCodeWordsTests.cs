using Rewards.Api.Site;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Site;

/// <summary>Whatever a redemption may be refused for, the member's page has words for it.</summary>
public sealed class RefusedCodeWordsTests
{
    // What is refused before a code is looked at, or names nobody.
    private static readonly string[] WithoutCode = ["not_found", "rate_limited"];

    [Fact]
    public void Every_reason_has_its_words()
    {
        var redeem = Assert.Single(ApiContract.Operations, operation => operation.Id == "redeem");
        string[] codes =
        [
            .. new[] { 404, 409, 422, 429 }.SelectMany(status =>
                redeem.Answer(status)!["allOf"]![1]!["properties"]!["code"]!["enum"]!.AsArray()
                    .Select(code => code!.GetValue<string>()))
                .Where(code => code != "idempotency_key_reused")
                .Except(WithoutCode),
        ];

        Assert.True(codes.Length >= 6, string.Join(", ", codes));
        foreach (var language in new[] { "zh", "en" })
        {
            var words = Text.Read(language);
            Assert.DoesNotContain(codes, code =>
                !words.ContainsKey($"refused.{code}.title") || !words.ContainsKey($"refused.{code}.text"));
        }
    }
}
