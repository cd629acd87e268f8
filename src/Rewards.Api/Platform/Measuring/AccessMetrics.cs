using System.Diagnostics.Metrics;

namespace Rewards.Api.Platform.Measuring;

/// <summary>
/// Who came in, who was kept out, and which credentials were ended. Like <see cref="LedgerMetrics"/>: no label names
/// anybody, and docs/metrics.md lists all.
/// </summary>
public sealed class AccessMetrics
{
    private readonly Counter<long> signIns;
    private readonly Counter<long> revocations;
    private readonly Counter<long> refused;

    public AccessMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(LedgerMetrics.MeterName);
        signIns = meter.CreateCounter<long>("rewards.sign_ins", "{sign_in}", "Sessions of members that began.");
        revocations = meter.CreateCounter<long>(
            "rewards.revocations", "{credential}", "Credentials that were ended before their time.");
        refused = meter.CreateCounter<long>(
            "rewards.requests.refused",
            "{request}",
            "Requests of callers who are not known, may not, or not so often.");
    }

    /// <param name="isNew">Whether it registered the member.</param>
    internal void SignedIn(bool isNew) =>
        signIns.Add(1, LedgerMetrics.Label("outcome", isNew ? "registered" : "returned"));

    /// <param name="kind"><c>session</c>, <c>merchant_key</c> …</param>
    internal void Revoked(string kind) => revocations.Add(1, LedgerMetrics.Label("kind", kind));

    /// <summary>Counts 401, 403 and 429; other errors are the rules' or the caller's.</summary>
    internal void Refused(int status, string code)
    {
        if (status is StatusCodes.Status401Unauthorized
            or StatusCodes.Status403Forbidden
            or StatusCodes.Status429TooManyRequests)
        {
            refused.Add(1, LedgerMetrics.Label("status", status), LedgerMetrics.Label("code", code));
        }
    }
}
