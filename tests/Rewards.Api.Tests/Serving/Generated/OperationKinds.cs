using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>What an operation is good for, by its method, path and statuses.</summary>
internal static class OperationKinds
{
    public static bool IsListForAll(ApiOperation operation) =>
        operation.Method == HttpMethod.Get && ApiRequests.IsOpen(operation) && !operation.Path.EndsWith('}');

    public static bool MakesSomething(ApiOperation operation) =>
        operation.Method == HttpMethod.Post && operation.Statuses.Any(status => status is 201 or 202);

    /// <summary>First what needs no session, then what needs nothing else, then what is about something.</summary>
    public static int Rank(ApiOperation operation) =>
        (ApiRequests.IsOpen(operation) ? 0 : operation.Audience == "operator" ? 1 : 2)
        + (10 * operation.Path.Count(letter => letter == '{'));
}
