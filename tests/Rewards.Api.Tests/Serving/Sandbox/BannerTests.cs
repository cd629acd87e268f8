using Rewards.Api.Platform.Settings;
using Rewards.Api.Serving.Sandbox;

namespace Rewards.Api.Tests.Serving.Sandbox;

public sealed class BannerTests
{
    [Theory]
    [InlineData("http://[::]:8080", "http://localhost:8080/")]
    [InlineData("http://0.0.0.0:8080", "http://localhost:8080/")]
    [InlineData("http://*:8080", "http://localhost:8080/")]
    [InlineData("http://+:80", "http://localhost/")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080/")]
    [InlineData("http://localhost:5080", "http://localhost:5080/")]
    [InlineData("https://points.example:443", "https://points.example/")]
    [InlineData("http://unix:/run/rewards.sock", null)]
    public void An_address_is_printed_as_a_person_can_open_it(string listening, string? opened) =>
        Assert.Equal(opened, OpenableAddress.Read(listening)?.AbsoluteUri);

    [Theory]
    [InlineData("http://[::1]:5080")]
    [InlineData("http://[bold]:5080")]
    [InlineData("http://[/]")]
    public void What_is_not_our_own_text_is_printed_as_it_is(string address)
    {
        var output = new StringWriter();

        Banner.Print(address, output);

        Assert.Contains($" {address}/swagger ", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"curl -s {address}/v1/member/sessions ", output.ToString(), StringComparison.Ordinal);
    }
}
