using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Operators.ManagingOperators;

public sealed class TokenDaysTests
{
    [Fact]
    public async Task How_long_tokens_live_is_a_setting()
    {
        await using var app = new SqliteApp { Settings = { ["Operators:TokenDays"] = "7" } };

        var added = (await app.Operator().PostAsync(
            "/v1/operator/operators", new { Name = "李四", Role = "auditor" })).Expect(201);

        Assert.Equal(
            app.Time.GetUtcNow().AddDays(7), added["issued"]!["expires_at"]!.GetValue<DateTimeOffset>());
    }
}
