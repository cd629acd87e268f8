using System.ComponentModel.DataAnnotations;
using Rewards.Domain;

namespace Rewards.Api.Platform.Http;

/// <summary>
/// A text that people read: not empty, and at most so many characters as people count them. The contract counts code
/// points, and allows several for each character.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal class TextAttribute : StringLengthAttribute
{
    private readonly int characters;

    public TextAttribute(int characters)
        : base(characters * PlainText.CodePointsPerCharacter)
    {
        this.characters = characters;
        (MinimumLength, ErrorMessage) = (1, $"must have 1 to {characters} characters");
    }

    public override bool IsValid(object? value) =>
        value is not string text || (text.Length >= MinimumLength && PlainText.Fits(text, characters));
}

/// <summary>A text that people read, or none.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class OptionalTextAttribute : TextAttribute
{
    public OptionalTextAttribute(int characters)
        : base(characters) => (MinimumLength, ErrorMessage) = (0, $"must have at most {characters} characters");
}
