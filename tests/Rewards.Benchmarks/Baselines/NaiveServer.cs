using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rewards.Benchmarks.Engines;
using Rewards.Benchmarks.Running;
using Rewards.Domain.Programmes;

namespace Rewards.Benchmarks.Baselines;

/// <summary>
/// The same redemption the way most services are written: a scoped context, a query for everything, tracked rows, one
/// transaction a request. As durable, with the same rules, rows and credentials.
/// </summary>
internal static class NaiveServer
{
    private const string ReadyPath = "/ready";

    public static Task<Server> StartAsync(Engine engine) => Server.StartAsync(
        url => Programs.Start(
            "dotnet",
            AppContext.BaseDirectory,
            [typeof(NaiveServer).Assembly.Location, NaiveServerVerb.Name, engine.Name, url],
            new Dictionary<string, string> { [NaiveServerVerb.ConnectionVariable] = engine.ConnectionString }),
        ReadyPath);

    public static async Task ServeAsync(Engine engine, string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(
            json => json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
        builder.Services.AddScoped(_ => engine.OpenDb());
        builder.Services.AddSingleton(new NaiveGate(engine.TakesOneWriter));
        builder.Services.AddSingleton(ReadProgramme(engine));
        builder.Services.AddScoped<NaiveRedemption>();
        await using var app = builder.Build();
        app.MapGet(ReadyPath, () => "ready");
        app.MapPost(
            "/v1/redemptions",
            (NaiveBody body, Microsoft.AspNetCore.Http.HttpRequest request, NaiveRedemption redemption) =>
                redemption.RedeemAsync(body, request));
        await app.RunAsync();
    }

    private static Programme ReadProgramme(Engine engine)
    {
        using var db = engine.OpenDb();
        return ProgrammeDocument.Parse(db.ProgrammeVersions.AsNoTracking().Single().Document).Programme!;
    }
}

/// <summary>
/// Lets writers wait for each other where the engine takes one at a time. Kinder than most services are: left to
/// SQLite, they would sleep and try again, and most of them time out.
/// </summary>
internal sealed class NaiveGate(bool isNeeded) : IDisposable
{
    private readonly SemaphoreSlim gate = new(isNeeded ? 1 : int.MaxValue);

    public Task EnterAsync() => gate.WaitAsync();

    public void Leave() => gate.Release();

    public void Dispose() => gate.Dispose();
}
