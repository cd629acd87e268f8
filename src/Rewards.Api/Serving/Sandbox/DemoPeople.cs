namespace Rewards.Api.Serving.Sandbox;

/// <summary>People whom one can sign in as. Any other name works too.</summary>
internal static class DemoPeople
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["alice"] = "Alice",
        ["bob"] = "Bob",
        ["nainai"] = "陈奶奶",
        ["demo"] = "演示会员",
    };

    public static string NameOf(string openId) => All.GetValueOrDefault(openId, openId);
}
