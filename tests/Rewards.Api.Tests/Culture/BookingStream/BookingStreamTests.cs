using Rewards.Api.Tests.Support;
using static Rewards.Api.Tests.Ledger.Differential.Comparison;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>
/// One stream of random bookings, one after the other, and three opinions: the service on SQLite, the service on
/// PostgreSQL, and a model that was written from the contract and shares no rule with the service.
/// </summary>
public sealed class BookingStreamTests
{
    [Fact]
    public async Task The_same_bookings_give_the_same_answers_places_and_points_everywhere()
    {
        var plan = Plan.FromEnvironment();
        Say("Replay: " + plan.Replay);
        var services = new List<Service>();
        try
        {
            services.Add(await Service.StartAsync("SQLite", new SqliteApp()));
            if (IsPostgresThere())
            {
                services.Add(await Service.StartAsync("PostgreSQL", new PostgresApp()));
            }

            await new Comparison(plan, services).RunAsync();
            Assert.All(services, service => Assert.Empty(service.App.Verify().Findings));
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    private static bool IsPostgresThere()
    {
        var isThere = PostgresServer.ConnectionString is not null;
        if (!isThere)
        {
            Assert.True(Environment.GetEnvironmentVariable("CI") is null, "There is no PostgreSQL, and this is CI.");
            Say("No PostgreSQL: only SQLite and the model are compared.");
        }

        return isThere;
    }
}
