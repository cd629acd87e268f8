namespace Rewards.Api.Site.SigningIn;

/// <summary>The terms of use and the privacy notice, as the pages show them.</summary>
internal static class Terms
{
    /// <summary>Raised when their meaning changes: everybody then accepts them again before going on.</summary>
    public const int Version = 1;
}
