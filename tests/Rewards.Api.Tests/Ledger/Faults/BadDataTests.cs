using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Members.SigningIn;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Faults;

/// <summary>
/// Should a text ever slip past the door that PostgreSQL can't hold: its own command fails, and nobody else's.
/// </summary>
public sealed class BadDataTests(PostgresApp app) : IClassFixture<PostgresApp>
{
    private readonly PostgresApp app = app.OrSkip();

    [Theory]
    [InlineData("\0")]
    [InlineData("half a pair")]
    public async Task It_fails_alone_and_storage_is_not_away(string text)
    {
        // An attribute is UTF-8, which has no half of a pair.
        var bad = text == "\0" ? text : "\ud800";
        var writer = app.Services.GetRequiredService<LedgerWriter>();

        var signIns = Enumerable.Range(0, 60)
            .Select(number => (Number: number, Done: writer.SubmitAsync(SignIn(number % 10 == 5 ? bad : null))))
            .ToList();

        foreach (var (number, signIn) in signIns)
        {
            if (number % 10 == 5)
            {
                var failed = await Assert.ThrowsAnyAsync<Exception>(() => signIn);
                Assert.True(RewardsDb.IsCallersData(failed), failed.ToString());
            }
            else
            {
                Assert.True((await signIn).IsNew);
            }
        }

        (await app.Caller(null).GetAsync("/health/ready")).Expect(200);
        await app.SignUpAsync();
    }

    /// <summary>Of somebody new.</summary>
    private static SignIn SignIn(string? inviteCode) => new(new SignInRequest(
        new Identity($"wx/{Guid.NewGuid():N}"), inviteCode));
}
