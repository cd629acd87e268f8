namespace Rewards.Api;

/// <summary>
/// The framework's own <c>MapGet</c> and its like, but for when an endpoint's code is generated: with its own first
/// request instead of with the first of all. There are a hundred, which was half of a warm start's work. What is wrong
/// with a handler's parameters is still found when the endpoints are put together.
/// </summary>
/// <remarks>
/// Of two extension methods the one in the nearer namespace is meant: from here, above every room, these stand in for
/// the framework's.
/// </remarks>
internal static class LazyEndpoints
{
    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Get, pattern, handler);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Post, pattern, handler);

    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Put, pattern, handler);

    public static RouteHandlerBuilder MapPatch(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Patch, pattern, handler);

    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapLazily(HttpMethods.Delete, pattern, handler);

    private static RouteHandlerBuilder MapLazily(
        this IEndpointRouteBuilder routes, string method, string pattern, Delegate handler) =>
        RouteHandlerServices.Map(
            routes, pattern, handler, [method], RequestDelegateFactory.InferMetadata, CreateLazily);

    private static RequestDelegateResult CreateLazily(
        Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        var generated = new Lazy<RequestDelegate>(
            () => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new RequestDelegateResult(context => generated.Value(context), metadata?.EndpointMetadata ?? []);
    }
}
