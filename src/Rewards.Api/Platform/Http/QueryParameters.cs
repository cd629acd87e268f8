using System.Collections;
using System.Collections.Frozen;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Rewards.Api.Platform.Http;

/// <summary>Query parameters that an endpoint reads through a type which binds itself.</summary>
public sealed record ReadsQuery(params IReadOnlyList<string> Names);

/// <summary>
/// Refuses query parameters that a call of the API does not know: passed over, a typo in a filter would list
/// everything. What a call knows is what its own description says, so that new calls join by themselves. Pages stay
/// lenient: WeChat appends parameters of its own to their addresses.
/// </summary>
internal sealed class QueryParameters(IApiDescriptionGroupCollectionProvider descriptions)
{
    private static readonly FrozenDictionary<string, bool> None = FrozenDictionary<string, bool>.Empty;

    /// <summary>By operation: the names it knows, and whether each may be there more than once.</summary>
    private readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, bool>>> known =
        new(() => Read(descriptions.ApiDescriptionGroups));

    public static Task Check(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.QueryString.HasValue || OperationOf(context) is not { } operation)
        {
            return next(context);
        }

        var errors = context.RequestServices.GetRequiredService<QueryParameters>()
            .MistakesIn(context.Request.Query, operation);
        return errors.Count == 0
            ? next(context)
            : (Problem.Of("validation_failed") with { Errors = errors }).WriteAsync(context);
    }

    /// <summary>Null: not a call of the API.</summary>
    private static string? OperationOf(HttpContext context)
    {
        var metadata = context.GetEndpoint()!.Metadata;
        return metadata.GetMetadata<IEndpointGroupNameMetadata>() is null
            ? null
            : metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
    }

    private Dictionary<string, string[]> MistakesIn(IQueryCollection query, string operation)
    {
        var parameters = known.Value.GetValueOrDefault(operation, None);
        var errors = new Dictionary<string, string[]>();
        foreach (var (name, values) in query)
        {
            if (!parameters.TryGetValue(name, out var isList))
            {
                errors[name] = [Unknown(parameters.Keys)];
            }
            else if (values.Count > 1 && !isList)
            {
                errors[name] = ["must be there once only"];
            }
        }

        return errors;
    }

    private static string Unknown(IReadOnlyCollection<string> names) =>
        "is not a parameter of this call; " + (names.Count == 0
            ? "it has none"
            : $"it has {string.Join(", ", names.Order(StringComparer.Ordinal))}");

    private static FrozenDictionary<string, FrozenDictionary<string, bool>> Read(
        ApiDescriptionGroupCollection groups) =>
        groups.Items.SelectMany(group => group.Items)
            .Where(call => NameOf(call) is not null)
            .ToFrozenDictionary(call => NameOf(call)!, ParametersOf);

    private static string? NameOf(ApiDescription call) =>
        call.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName;

    private static FrozenDictionary<string, bool> ParametersOf(ApiDescription call) =>
        call.ParameterDescriptions
            .Where(parameter => parameter.Source == BindingSource.Query)
            .Select(parameter => (parameter.Name, IsList: IsList(parameter.Type)))
            .Concat(call.ActionDescriptor.EndpointMetadata.OfType<ReadsQuery>()
                .SelectMany(own => own.Names)
                .Select(name => (Name: name, IsList: false)))
            .ToFrozenDictionary(parameter => parameter.Name, parameter => parameter.IsList, StringComparer.Ordinal);

    private static bool IsList(Type? type) =>
        type is not null && type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));
}
