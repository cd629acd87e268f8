using Rewards.Domain.Programmes;

namespace Rewards.Api.Platform.Http;

/// <summary>The one rule for names: of merchants here and in seeds, and of operators.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameAttribute : TextAttribute
{
    public NameAttribute()
        : base(BilingualText.LongestName) => ErrorMessage = BilingualText.NameRule;

    public override bool IsValid(object? value) => value is string name && BilingualText.IsName(name);
}
