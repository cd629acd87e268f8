namespace Rewards.Domain;

/// <summary>An expected "no": a value, never an exception.</summary>
/// <param name="Code">
/// Stable snake_case, part of the API contract: callers branch on it. Never renamed, never reused.
/// </param>
/// <param name="Detail">One English sentence for the person who integrates. May be reworded.</param>
/// <param name="DetailZh">
/// The same in Chinese, where it says more than the code's own sentence; null otherwise.
/// </param>
public sealed record Refusal(string Code, string Detail, string? DetailZh = null)
{
    /// <summary>The numbers behind the refusal, by the name they have in the answer's body.</summary>
    public IReadOnlyDictionary<string, object> Facts { get; init; } = new Dictionary<string, object>();
}

/// <summary>Either a value or a refusal.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">
    /// The caller did not look at <see cref="Refusal"/> first: a bug.
    /// </exception>
    public T Value => Refusal is null
        ? value!
        : throw new InvalidOperationException($"Refused ({Refusal.Code}): there is no value.");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
