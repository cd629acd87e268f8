using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Replicas;

/// <summary>Two real processes on one PostgreSQL database, under load: all of it on a handful of members.</summary>
public sealed class TwoProcessesTests : IDisposable
{
    private const int Members = 8;
    private const int Clients = 32;

    /// <summary>By each client: a third more than the members have points for.</summary>
    private const int Requests = 20;

    private const int PointsEach = 5;

    private readonly TemporaryPostgres database = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-two-");

    private string[] Settings => [Connection, "--Ledger:LongestWaitMilliseconds=60000"];

    private string Connection => $"--ConnectionStrings:Rewards={database.ConnectionString}";

    [Fact]
    public async Task Given_two_processes_under_load_on_the_same_members_then_one_balance_is_spent_once_and_no_answer_is_500()
    {
        await using var first = await ServiceProcess.StartAsync(folder.FullName, Settings);
        await using var second = await ServiceProcess.StartAsync(folder.FullName, Settings);
        ServiceProcess[] services = [first, second];
        var members = await Task.WhenAll(
            Enumerable.Range(0, Members).Select(number => SignUpAsync(services[number % 2], number)));

        var statuses =
            (await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => LoadAsync(services, members, client))))
                .SelectMany(answers => answers)
                .CountBy(status => status)
                .ToDictionary();

        Assert.All(statuses.Keys, status => Assert.Contains(status, new[] { 201, 422 }));
        Assert.Equal(Members * 300 / PointsEach, statuses[201]);
        var verified = await ServiceProcess.RunAsync(folder.FullName, "verify", Connection);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        TestContext.Current.SendDiagnosticMessage(
            string.Join(", ", statuses.Select(count => $"{count.Value} × {count.Key}")));
    }

    public void Dispose()
    {
        database.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<string> SignUpAsync(ServiceProcess service, int number) =>
        (await service.Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = $"sandbox-two-{number}" }))
            .Expect(201)["member"]!["id"]!.GetValue<string>();

    private static async Task<List<int>> LoadAsync(ServiceProcess[] services, string[] members, int client)
    {
        var tills = services.Select(service => service.Caller("rk_test_bookshop_online")).ToArray();
        var statuses = new List<int>();
        for (var number = 0; number < Requests; number++)
        {
            var body = new
            {
                MemberId = members[(client + number) % members.Length],
                OrderNo = Caller.NewKey(),
                Items = new[] { Till.Item(8800) },
                Points = PointsEach,
                Capture = true,
            };
            statuses.Add((await tills[number % 2].PostKeyedAsync("/v1/redemptions", body)).Status);
        }

        return statuses;
    }
}
