using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Rewards.Api.Ledger.Verifying;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.WeChat;
using Rewards.Api.Serving.Sandbox.Stripe;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// The real program on a real database of its own. Only the clock is replaced, which stands still until a test moves it,
/// and the way by which the service reaches its own address, where the sandbox's WeChat and Stripe are: there is no socket here.
/// When the tests are done, the ledger that they left must be without a finding.
/// </summary>
public abstract class RewardsApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    /// <summary>Noon in Shanghai, on a Monday.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 4, 0, 0, TimeSpan.Zero);

    private int members;

    public FakeTimeProvider Time { get; init; } = new(Start);

    /// <summary>Whether it listens on a port, as in earnest: for what only a real server meets.</summary>
    public bool Listens { get; init; }

    /// <summary>Where it listens, if it does.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Settings beside the usual ones, set before the first request.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Where its log goes; null: nowhere.</summary>
    public LogBook? Log { get; init; }

    /// <summary>For tests that write rows which mean nothing: elsewhere the ledger is verified at the end.</summary>
    public bool LeavesFindings { get; set; }

    protected abstract string ConnectionString { get; }

    public virtual ValueTask InitializeAsync()
    {
        if (Listens)
        {
            UseKestrel(0);
            StartServer();
        }
        else
        {
            _ = Server;
        }

        return ValueTask.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        var findings = Verify().Findings;
        await base.DisposeAsync();
        Assert.True(LeavesFindings || findings.Count == 0, string.Join('\n', findings));
        GC.SuppressFinalize(this);
    }

    /// <summary>A caller with this credential; null: none.</summary>
    public Caller Caller(string? credential)
    {
        var http = NewClient();
        http.DefaultRequestHeaders.Authorization = credential is null
            ? null
            : new AuthenticationHeaderValue("Bearer", credential);
        return new Caller(http);
    }

    public Till Till(string key = "rk_test_bookshop_online") => new(Caller(key));

    public Caller Operator(string role = "admin") => Caller("op_test_" + role);

    /// <summary>A new member, signed in. They have the sign-up points.</summary>
    public Task<Member> SignUpAsync(string? inviteCode = null) =>
        SignInAsync($"member{Interlocked.Increment(ref members)}-{Guid.NewGuid():N}", inviteCode);

    public async Task<Member> SignInAsync(string name, string? inviteCode = null)
    {
        object body = inviteCode is null
            ? new { WechatCode = "sandbox-" + name }
            : new { WechatCode = "sandbox-" + name, InviteCode = inviteCode };
        var session = (await Caller(null).PostAsync("/v1/member/sessions", body)).Expect(201);
        return new Member(Caller(session.Text("access_token")), name, session);
    }

    /// <summary>A new member who has this many points, by an adjustment.</summary>
    public async Task<Member> SignUpWithAsync(long points)
    {
        var member = await SignUpAsync();
        await AdjustAsync(member, points - 300);
        return member;
    }

    /// <summary>An operator who has adjusted nothing yet today.</summary>
    public async Task<Caller> NewOperatorAsync()
    {
        var added = await Operator("admin").PostAsync(
            "/v1/operator/operators", new { Name = "Someone", Role = "operator" });
        await UntilAllNodesKnowAsync();
        return Caller(added.Expect(201).Text("token"));
    }

    /// <summary>With a second person's approval where it needs one.</summary>
    public async Task<Answer> AdjustAsync(Member member, long points)
    {
        const string Adjustments = "/v1/operator/adjustments";
        if (points == 0)
        {
            return new Answer(200, null, null!);
        }

        var asked = await Operator().PostKeyedAsync(
            Adjustments, new { MemberId = member.Id, Points = points, ReasonCode = "test", Note = "For a test" });
        return asked.Status == 202
            ? (await Operator("approver").PostKeyedAsync($"{Adjustments}/{asked.Text("id")}/approve", new { })).Expect(200)
            : asked.Expect(201);
    }

    /// <summary>Runs a job to its end, as an operator would.</summary>
    public async Task<Answer> RunJobAsync(string name)
    {
        // Runs by hand are told apart by their instant.
        Time.Advance(TimeSpan.FromMilliseconds(1));
        var run = (await Operator().PostAsync($"/v1/operator/jobs/{name}/runs", new { })).Expect(202);
        for (var tries = 0; tries < 3_000; tries++)
        {
            var now = (await Operator().GetAsync("/v1/operator/jobs/runs/" + run.Text("id"))).Expect(200);
            if (now.Text("status") != "running")
            {
                return now;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException($"{name} did not end.");
    }

    /// <summary>What the independent verifier has to say about the ledger as it is now.</summary>
    public VerificationReport Verify()
    {
        using var connection = Services.GetRequiredService<Database>().OpenReadConnection();
        return LedgerVerifier.Verify(
            connection, Services.GetRequiredService<Clock>().GetUtcNow(), null, CancellationToken.None);
    }

    /// <summary>A revocation holds at once where it was made, and within a second elsewhere.</summary>
    public virtual Task UntilAllNodesKnowAsync() => Task.CompletedTask;

    /// <summary>Calls the service; with several nodes, one of them.</summary>
    protected virtual HttpClient NewClient() => CreateClient();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting(Database.ConfigurationKey, ConnectionString);
        builder.UseSetting("Jobs:Enabled", "false");

        // How fast this machine is, is not what these tests are about.
        builder.UseSetting("Ledger:LongestWaitMilliseconds", "30000");
        if (Environment.GetEnvironmentVariable("REWARDS_TEST_LOG") is null)
        {
            builder.ConfigureLogging(logging => logging.ClearProviders());
        }

        if (Log is not null)
        {
            builder.ConfigureLogging(logging => logging.AddProvider(Log));
        }

        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton(new Clock(Time));
            if (!Listens)
            {
                foreach (var client in new[] { nameof(WeChatClient), nameof(IPaymentProvider), FakeStripeEvents.ClientName })
                {
                    services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(
                        provider => ((TestServer)provider.GetRequiredService<IServer>()).CreateHandler());
                }
            }
        });
    }
}

/// <summary>On a SQLite file that is deleted afterwards.</summary>
public sealed class SqliteApp : RewardsApp
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rewards-");

    protected override string ConnectionString => $"Data Source={Path.Combine(folder.FullName, "rewards.db")}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
