namespace Rewards.Api.Http.OpenApi;

/// <summary>An error. The numbers behind a refusal, such as <c>spendable_points</c>, are further fields.</summary>
/// <param name="Type" example="urn:rewards:problem:insufficient_points">Names the kind of problem.</param>
/// <param name="Title" example="Not enough points">
/// For people, in the language of Accept-Language (zh-CN or en).
/// </param>
/// <param name="Status" example="422">The HTTP status.</param>
/// <param name="Detail" example="501 points were asked for; this purchase can take at most 500.">
/// One sentence: about this very case in English, or what the code means in the language of the title.
/// </param>
/// <param name="Code" example="insufficient_points">Stable: branch on it.</param>
/// <param name="RequestId" example="01a20ad86e7f74298ecfb8818097db55">Finds the request in the service's log.</param>
/// <param name="Errors">For validation_failed: what is wrong with which member, by its path in the JSON sent.</param>
public sealed record ProblemResponse(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string RequestId,
    IReadOnlyDictionary<string, string[]>? Errors);
