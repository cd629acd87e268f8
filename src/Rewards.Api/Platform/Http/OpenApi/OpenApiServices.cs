using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Settings;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>Whether there is Swagger. Configuration section <c>Swagger</c>.</summary>
public sealed class SwaggerSection
{
    public const string Section = "Swagger";

    /// <summary>On in Development, off in Production, unless set. In Production it is for operators only.</summary>
    public bool? Enabled { get; set; }
}

/// <summary>Three documents, one for each audience, and the pages to read and try them.</summary>
internal static class OpenApiServices
{
    /// <summary>
    /// The same documents for the page, in OpenAPI 3.0: it opens an operation of them four times as fast as of 3.1,
    /// whose schemas it resolves anew for each.
    /// </summary>
    private const string PageDocuments = "/swagger/documents";

    public static void AddOpenApiDocuments(this IServiceCollection services)
    {
        services.AddSection<SwaggerSection>(SwaggerSection.Section);
        services.AddEndpointsApiExplorer();

        // Where pages are, Swashbuckle takes the names of members from MVC's options: they have to say the same.
        services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(json => ApiJson.Configure(json.JsonSerializerOptions));
        services.AddSwaggerGen(Describe);
    }

    public static void MapOpenApiDocuments(this WebApplication app)
    {
        var isForAll = app.Environment.IsDevelopment();
        if (app.Services.GetRequiredService<IOptions<SwaggerSection>>().Value.Enabled ?? isForAll)
        {
            Admit(isForAll, app.MapSwagger(
                "/openapi/{documentName}.json", options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1));
            Admit(isForAll, app.MapSwagger(
                PageDocuments + "/{documentName}.json", options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0));
            Admit(isForAll, MapPage(app, isForAll));
        }
    }

    private static void Admit(bool isForAll, IEndpointConventionBuilder endpoints) =>
        _ = isForAll ? endpoints.AllowAnonymous() : endpoints.RequireAuthorization(Policies.OperatorDocuments);

    private static IEndpointConventionBuilder MapPage(WebApplication app, bool isForAll) =>
        app.MapSwaggerUI("/swagger", ui =>
        {
            foreach (var document in Documents)
            {
                ui.SwaggerEndpoint($"{PageDocuments}/{document.Audience}.json", document.Title);
            }

            ui.DocumentTitle = "Rewards API";
            ui.EnableDeepLinking();
            ui.EnableTryItOutByDefault();
            ui.DisplayRequestDuration();
            if (isForAll)
            {
                // Demo credentials: a real one must not stay in the browser.
                ui.EnablePersistAuthorization();
            }
        }).WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));

    private static IReadOnlyList<(string Audience, string Title, string Text, string Credential)> Documents { get; } =
    [
        (Audience.Member, "Rewards for members",
            "What the members' site and a mini program call: sign in, check in, points, codes, invitations, offers, orders.",
            "The access_token of POST /v1/member/sessions."),
        (Audience.Merchant, "Rewards for merchants",
            "What a till or a web shop calls: quote, redeem, capture, release, refund. Every call that moves points "
            + "carries an Idempotency-Key: repeat it unchanged after a time-out and nothing happens twice.",
            "The merchant's key. In the sandbox rk_test_bookshop_online works with every example; it alone may name "
                + "members by id."),
        (Audience.Operator, "Rewards for operators",
            "What the city bureau calls: review ledgers, adjust points, manage merchants, run jobs, read reports.",
            "The operator's token. In the sandbox op_test_admin may call everything here."),
    ];

    /// <summary>As in the changelog.</summary>
    private static string Version => typeof(OpenApiServices).Assembly.GetName().Version!.ToString(3);

    private static void Describe(SwaggerGenOptions options)
    {
        foreach (var (audience, title, text, credential) in Documents)
        {
            options.SwaggerDoc(audience, new OpenApiInfo
            {
                Title = title,
                Version = Version,
                Description = text + Errors,
                License = new OpenApiLicense { Name = "Apache License 2.0", Identifier = "Apache-2.0" },
            });
            options.AddSecurityDefinition(audience, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = credential,
            });
        }

        options.AddServer(new OpenApiServer { Url = "/", Description = "The service that serves this document." });
        options.DocInclusionPredicate((document, api) => api.GroupName == document);
        options.CustomOperationIds(
            api => api.ActionDescriptor.EndpointMetadata.OfType<IEndpointNameMetadata>().LastOrDefault()?.EndpointName);
        options.IncludeXmlComments(typeof(OpenApiServices).Assembly);
        options.IncludeXmlComments(typeof(Domain.Points).Assembly);
        options.MapType<TimeOnly>(() => new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        });
        options.SupportNonNullableReferenceTypes();
        options.NonNullableReferenceTypesAsRequired();
        options.SchemaFilter<RequiredMembers>();
        options.SchemaFilter<NullableMembers>();
        options.OperationFilter<OperationDetails>();
        options.OperationFilter<ProblemResponses>();
        options.OperationFilter<AnswerHeaders>();
        options.DocumentFilter<AudienceOnly>();
        options.DocumentFilter<TagDescriptions>();
    }

    private const string Errors =
        "\n\nErrors are RFC 9457 problems. Branch on `code`, never on texts; the numbers behind a refusal are fields "
            + "beside it. Each operation lists its codes; besides, any call may meet 500 `internal_error`, and what "
            + "is no call of this API 404 `not_found` or 405 `method_not_allowed`.";
}
