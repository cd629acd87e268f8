using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Rewards.Api.Tests.Support;

/// <summary>A server that says the same to everybody: as this service while it is unwell, or as another program.</summary>
public sealed class OneAnswer : IAsyncDisposable
{
    private readonly WebApplication app;

    private OneAnswer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public static async Task<OneAnswer> GiveAsync(int status, string body)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body, context.RequestAborted);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OneAnswer(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
