using Microsoft.AspNetCore.Mvc.Testing;
using Rewards.Api.Platform.Sealing;

namespace Rewards.Api.Tests.Support;

/// <summary>The service as a city has it: no sandbox, behind a proxy on this machine that ends TLS.</summary>
public static class Production
{
    /// <summary>All that it needs beside its database.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } =
    [
        ("environment", "Production"),
        ("Service:PublicBaseUrl", "https://rewards.example"),
        ("Service:TrustedProxies:0", "127.0.0.1"),
        ("WeChat:AppId", "wx8c41d2f06b7e93a5"),
        ("WeChat:Secret", "6f1d9c27b84e05a3d2708b9ce41f6a35"),
        ("Keys:File", MakeKeyFile()),
    ];

    /// <summary>For a process: the same, and a file in its working directory.</summary>
    public static string[] Arguments { get; } =
    [
        .. Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        "--ConnectionStrings:Rewards=Data Source=data/rewards.db",
    ];

    private static string MakeKeyFile()
    {
        var file = new KeyFile(Path.Combine(Directory.CreateTempSubdirectory("rewards-keys-").FullName, "rewards.keys"));
        file.Create(SealingKey.New(DateTimeOffset.UtcNow));
        return file.Path;
    }

    public static async Task<SqliteApp> StartAsync(params (string Key, string Value)[] more)
    {
        var app = new SqliteApp();
        foreach (var (key, value) in Settings.Concat(more))
        {
            app.Settings[key] = value;
        }

        await app.InitializeAsync();
        return app;
    }

    /// <summary>Somebody who calls it over HTTPS, or as its proxy passes it on.</summary>
    public static Caller CallerOverHttps(this SqliteApp app) => new(app.CreateClient(
        new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            BaseAddress = new Uri("https://localhost"),
        }));
}
