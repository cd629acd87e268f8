using System.Net.Http.Headers;
using System.Net.Sockets;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>
/// Two nodes on one PostgreSQL database, jobs among them, and the sandbox's Stripe: three processes. The nodes are killed in
/// turn and started again; whoever calls meets the one that is there.
/// </summary>
internal sealed class PaidProcesses : PaidService, IAsyncDisposable
{
    /// <summary>How soon a run that nobody does any more is taken up: a lease, and some patience.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);

    private readonly TemporaryPostgres database = new(isMigrated: true);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-paid-");
    private readonly Uri[] addresses = [ServiceProcess.NewAddress(), ServiceProcess.NewAddress(), ServiceProcess.NewAddress()];
    private readonly ServiceProcess?[] processes = new ServiceProcess?[3];
    private readonly Lock passing = new();
    private TimeSpan toPass;
    private int members;

    private PaidProcesses() => Stripe = CallerAt(null, addresses[^1..]);

    public override Caller Stripe { get; }

    /// <summary>How often a node was killed.</summary>
    public int Kills { get; private set; }

    private string Connection => $"--ConnectionStrings:Rewards={database.PatientConnectionString}";

    public static async Task<PaidProcesses> StartAsync()
    {
        var started = new PaidProcesses();
        string[] tells = [.. started.addresses[..2].SelectMany(node => new[] { "--tells", node.GetLeftPart(UriPartial.Authority) })];
        started.processes[2] = await ServiceProcess.StartAtAsync(
            started.addresses[2], started.folder.FullName, ["sandbox", "stripe", .. tells], started.Connection);
        await started.StartNodeAsync(0);
        await started.StartNodeAsync(1);
        return started;
    }

    /// <summary>Kills one node after the other, and starts it again, until it is told to stop; then both are there.</summary>
    public async Task KillAsync(Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(random.Next(1_000, 5_000), stop).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!stop.IsCancellationRequested)
            {
                var node = random.Next(2);
                processes[node]!.Kill();
                Kills++;
                await StartNodeAsync(node);
            }
        }
    }

    public override Caller Caller(string? credential) => CallerAt(credential, addresses[..2]);

    public override async Task<DateTimeOffset> NowAsync() => await NowAtAsync(CallerAt(null, addresses[..2]));

    public override async Task<Member> SignUpAsync()
    {
        var name = $"paid-{Interlocked.Increment(ref members)}";
        var session = (await Caller(null).PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-" + name })).Expect(201);
        return new Member(Caller(session.Text("access_token")), name, session);
    }

    /// <summary>Not while others do something: the nodes hear of it within a second, and not at once.</summary>
    public override Task PassAsync(TimeSpan by)
    {
        lock (passing)
        {
            toPass += by;
        }

        return Task.CompletedTask;
    }

    /// <summary>What has passed in the meantime.</summary>
    public Task PassNowAsync()
    {
        var by = TimeSpan.Zero;
        lock (passing)
        {
            (by, toPass) = (toPass, TimeSpan.Zero);
        }

        return by == TimeSpan.Zero ? Task.CompletedTask : AdvanceAsync(by);
    }

    public override async Task AdvanceAsync(TimeSpan by)
    {
        var moved = await Stripe.PostAsync("/sandbox/clock", new { AdvanceSeconds = (long)by.TotalSeconds });
        var now = moved.Expect(200)["now"]!.GetValue<DateTimeOffset>();
        foreach (var process in addresses.Select(address => CallerAt(null, address)))
        {
            while (await NowAtAsync(process) < now)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>The second run, since the first one may have begun before; a run whose node was killed is taken up by asking again.</summary>
    public override async Task<Answer> RunJobAsync(string name)
    {
        await RunOnceAsync(name);
        return await RunOnceAsync(name);
    }

    public override async Task UntilToldAsync()
    {
        while ((await Stripe.GetAsync("/sandbox/stripe/payments")).Expect(200).Number("untold") > 0)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public override async Task VerifyAsync()
    {
        var verified = await ServiceProcess.RunAsync(folder.FullName, "verify", Connection);
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
    }

    protected override Task UntilAllNodesKnowAsync() => Task.Delay(TimeSpan.FromSeconds(1.2));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.OfType<ServiceProcess>())
        {
            await process.DisposeAsync();
        }

        database.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task StartNodeAsync(int node) => processes[node] = await ServiceProcess.StartAtAsync(
        addresses[node],
        folder.FullName,
        ["serve"],
        Connection,
        "--Ledger:LongestWaitMilliseconds=60000",
        $"--Stripe:ApiBase={addresses[2]}sandbox/stripe",
        "--Stripe:SecretKey=sk_test_sandbox",
        "--Stripe:WebhookSecret=whsec_sandbox");

    private async Task<Answer> RunOnceAsync(string name)
    {
        var admin = Caller("op_test_admin");
        var until = DateTime.UtcNow + LongestRun;
        while (DateTime.UtcNow < until)
        {
            var asked = (await admin.PostAsync($"/v1/operator/jobs/{name}/runs", new { })).Expect(202);
            for (var tries = 0; tries < 20; tries++)
            {
                var run = (await admin.GetAsync("/v1/operator/jobs/runs/" + asked.Text("id"))).Expect(200);
                if (run.Text("status") != "running")
                {
                    return run;
                }

                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }

        throw new TimeoutException($"{name} did not end.");
    }

    private static async Task<DateTimeOffset> NowAtAsync(Caller process) =>
        (await process.GetAsync("/sandbox/clock")).Expect(200)["now"]!.GetValue<DateTimeOffset>();

    private static Caller CallerAt(string? credential, params Uri[] nodes)
    {
        var http = new HttpClient(new WhoIsThere(nodes)) { BaseAddress = nodes[0] };
        http.DefaultRequestHeaders.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        return new Caller(http);
    }

    /// <summary>As a proxy before two replicas: in turn, and where one does not answer, the other; the same request, with its key.</summary>
    private sealed class WhoIsThere(Uri[] nodes) : HttpMessageHandler
    {
        /// <summary>A minute: one that was killed starts slowly on a busy machine.</summary>
        private const int MostTries = 1_200;

        private static readonly HttpMessageInvoker Wire = new(new SocketsHttpHandler { UseProxy = false });
        private static int turn;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            for (var tries = 1; ; tries++)
            {
                try
                {
                    request.RequestUri = new Uri(nodes[(uint)Interlocked.Increment(ref turn) % nodes.Length], path);
                    var answer = await Wire.SendAsync(request, cancellationToken);
                    await answer.Content.LoadIntoBufferAsync(cancellationToken);
                    return answer;
                }
                catch (Exception exception) when (exception is HttpRequestException or SocketException && tries < MostTries)
                {
                    await Task.Delay(50, cancellationToken);
                }
            }
        }
    }
}
