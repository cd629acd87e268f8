namespace Rewards.Api.Platform.Settings;

/// <summary>
/// Whether fake WeChat, movable clock and demo credentials are there. Configuration key <c>Sandbox:Enabled</c>: on in
/// Development unless set, refused in every other environment.
/// </summary>
public sealed record SandboxMode(bool IsOn)
{
    public const string Key = "Sandbox:Enabled";

    /// <exception cref="StartException">Switched on outside Development.</exception>
    public static SandboxMode Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var isOn = configuration.GetValue<bool?>(Key) ?? environment.IsDevelopment();
        return isOn && !environment.IsDevelopment()
            ? throw new StartException(
                $"{Key}: the sandbox runs in Development only, not in {environment.EnvironmentName}.")
            : new SandboxMode(isOn);
    }
}
