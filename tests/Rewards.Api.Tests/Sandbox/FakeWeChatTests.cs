using System.Diagnostics;
using Rewards.Api.Sandbox;

namespace Rewards.Api.Tests.Sandbox;

public sealed class FakeWeChatTests
{
    /// <summary>
    /// Test hosts listen for the host that the program builds, and take over any that they hear of in its flow: an
    /// in-memory server would stand where WeChat should, and no sign-in could reach it.
    /// </summary>
    [Fact]
    public async Task Its_server_is_not_taken_for_the_services_own()
    {
        var (ours, heard) = (new AsyncLocal<bool> { Value = true }, 0);
        using var subscription = DiagnosticListener.AllListeners.Subscribe(new Ear(listener =>
            heard += ours.Value && listener.Name == "Microsoft.Extensions.Hosting" ? 1 : 0));
        heard = 0;

        await using var weChat = new FakeWeChat();

        Assert.Equal(0, heard);
    }

    private sealed class Ear(Action<DiagnosticListener> hear) : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value) => hear(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
