using Rewards.Domain.Programmes;

namespace Rewards.Api.Platform.Http;

/// <param name="Zh" example="云龙书店">Simplified Chinese, 1 to 100 characters.</param>
/// <param name="En" example="Yunlong Bookshop">English, 1 to 100 characters.</param>
public sealed record NameBody(
    [property: Name] string Zh,
    [property: Name] string En)
{
    internal BilingualText ToText() => BilingualText.Of(Zh, En);
}
