namespace Rewards.Api.Site;

/// <summary>What stands in place of a list that has nothing in it: a drawing, why, and one way on.</summary>
/// <param name="Icon">Of <see cref="Icons"/>.</param>
/// <param name="Sentence">Why.</param>
/// <param name="Way">Null: there is none.</param>
public sealed record EmptyList(string Icon, string Sentence, (string Address, string Name)? Way = null);
