using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Ledger.Crashing;

/// <summary>
/// Kills the service in the middle of load, again and again on the same file. REWARDS_CRASH_ROUNDS says how often;
/// a few rounds by default.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int Members = 20;
    private const int Clients = 16;

    /// <summary>A busy machine may be slow here, and a 503 is no loss.</summary>
    private const string Patience = "--Ledger:LongestWaitMilliseconds=60000";

    private static readonly int Rounds =
        int.Parse(Environment.GetEnvironmentVariable("REWARDS_CRASH_ROUNDS") ?? "3", CultureInfo.InvariantCulture);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-crash-");
    private readonly ConcurrentDictionary<string, string> acknowledged = [];
    private readonly ConcurrentDictionary<string, string> unknown = [];

    [Fact]
    public async Task Given_kills_in_the_middle_of_load_then_every_acknowledged_redemption_is_there_once()
    {
        var members = new List<string>();
        for (var round = 1; round <= Rounds; round++)
        {
            await using var service = await ServiceProcess.StartAsync(folder.FullName, Patience);
            await ConfirmAsync(service);
            members.AddRange(await SignUpAsync(service, round));

            await KillDuringLoadAsync(service, members, round);
        }

        await using (var service = await ServiceProcess.StartAsync(folder.FullName, Patience))
        {
            await ConfirmAsync(service);
        }

        var verified = await ServiceProcess.RunAsync(folder.FullName, "verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        TestContext.Current.SendDiagnosticMessage(
            $"{Rounds} rounds: {acknowledged.Count} acknowledged, lost 0, double 0; {verified.Output.Trim()}");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<IEnumerable<string>> SignUpAsync(ServiceProcess service, int round)
    {
        var anyone = service.Caller(null);
        var sessions = await Task.WhenAll(Enumerable.Range(0, Members).Select(number =>
            anyone.PostAsync("/v1/member/sessions", new { WechatCode = $"sandbox-crash-{round}-{number}" })));
        return sessions.Select(session => session.Expect(201)["member"]!["id"]!.GetValue<string>());
    }

    private async Task KillDuringLoadAsync(ServiceProcess service, List<string> members, int round)
    {
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients)
            .Select(client => LoadAsync(service, members, $"{round}-{client}", stop.Token))
            .ToList();
        await Task.Delay(Random.Shared.Next(100, 700), TestContext.Current.CancellationToken);
        service.Kill();
        await stop.CancelAsync();
        await Task.WhenAll(clients);
    }

    private async Task LoadAsync(ServiceProcess service, List<string> members, string name, CancellationToken stop)
    {
        var till = service.Caller("rk_test_bookshop_online");
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var key = $"crash-{name}-{number:D10}";
            var member = members[Random.Shared.Next(members.Count)];
            unknown[key] = member;
            try
            {
                var answer = await till.PostAsync("/v1/redemptions", Body(member, key), key);
                acknowledged[key] = answer.Expect(201).Text("id");
            }
            catch (Exception exception) when (exception is HttpRequestException or SocketException)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Repeats every request so far: what was acknowledged must come back the same; what was not may be either.
    /// </summary>
    private async Task ConfirmAsync(ServiceProcess service)
    {
        var till = service.Caller("rk_test_bookshop_online");
        foreach (var (key, member) in unknown)
        {
            var again = (await till.PostAsync("/v1/redemptions", Body(member, key), key)).Expect(201);
            if (acknowledged.TryGetValue(key, out var redemption))
            {
                Assert.True(again.IsReplay, $"{key} was acknowledged, and done again.");
                Assert.Equal(redemption, again.Text("id"));
            }
        }

        unknown.Clear();
    }

    private static object Body(string member, string orderNo) => new
    {
        MemberId = member,
        OrderNo = orderNo,
        Items = new[] { Till.Item(8800) },
        Points = 1,
        Capture = true,
    };
}
