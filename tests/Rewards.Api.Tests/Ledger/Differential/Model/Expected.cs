namespace Rewards.Api.Tests.Ledger.Differential.Model;

/// <summary>What the service has to answer.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Text">The body in its comparable form.</param>
internal sealed record Expected(int Status, string Text)
{
    public static Expected NotFound { get; } = Problem(404, "not_found", new { });

    public bool IsReplay { get; init; }

    public override string ToString() => $"{Status}{(IsReplay ? " again" : "")} {Text}";

    public static Expected Body(int status, object body) => new(status, Comparable.Of(body));

    public static Expected Problem(int status, string code, object facts)
    {
        var body = Comparable.Node(facts).AsObject();
        body["code"] = code;
        return new Expected(status, Comparable.Of(body));
    }
}
