namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>An error. The numbers behind a refusal, such as <c>spendable_points</c>, are further fields.</summary>
/// <param name="Type">Names the kind of problem: <c>urn:rewards:problem:</c> and the code.</param>
/// <param name="Title">For people, in the language of Accept-Language (zh-CN or en).</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">
/// One sentence about this very case, in the language of the title. May be reworded.
/// </param>
/// <param name="Code">Stable: branch on it.</param>
/// <param name="RequestId">Finds the request in the service's log.</param>
public sealed record ProblemResponse(
    string Type, string Title, int Status, string Detail, string Code, string RequestId);
