using System.Buffers.Text;
using System.Text;

namespace Rewards.Api.Platform.Sealing;

/// <summary>
/// Seals values of the database with a key that is not in it. A sealed value says which key opens it, and opens under
/// its own name only.
/// </summary>
public sealed class Seals(KeyFile file)
{
    private const string Mark = "sealed:1:";
    private const string Purpose = "rewards database";

    public KeyFile File => file;

    /// <summary>The id of the key that opens a value; null: it is not sealed.</summary>
    public static string? KeyOf(string? value) =>
        value is not null && value.StartsWith(Mark, StringComparison.Ordinal) ? value.Split(':')[2] : null;

    /// <param name="name">The value's own.</param>
    /// <param name="content">What to seal.</param>
    /// <param name="keyId">Of the key to use; null: the newest.</param>
    /// <exception cref="StartException">The key file has no such key.</exception>
    public string Seal(string name, byte[] content, string? keyId = null)
    {
        var keys = file.Read();
        var key = keyId is null ? keys[0] : Find(keys, keyId);
        var envelope = Envelope.Seal(key.Secret, Purpose, content, Encoding.UTF8.GetBytes(name));
        return $"{Mark}{key.Id}:{Base64Url.EncodeToString(envelope)}";
    }

    /// <exception cref="StartException">
    /// The key file lacks the key, or the value is not what was sealed under this name.
    /// </exception>
    public byte[] Open(string name, string value)
    {
        var keyId = KeyOf(value) ?? throw Changed(name);
        var key = Find(file.Read(), keyId);
        var text = value.AsSpan(Mark.Length + keyId.Length + 1);
        return (Base64Url.IsValid(text)
            ? Envelope.Open(key.Secret, Purpose, Base64Url.DecodeFromChars(text), Encoding.UTF8.GetBytes(name))
            : null) ?? throw Changed(name);
    }

    private SealingKey Find(IReadOnlyList<SealingKey> keys, string id) =>
        keys.FirstOrDefault(key => key.Id == id) ?? throw new StartException(
            $"{KeysOptions.FileKey}: {file.Path} does not open this database: its secrets are sealed with {id}, "
                + $"the file holds {string.Join(", ", keys.Select(key => key.Id))}. Put the right file there; if it is "
                + "lost, start over with 'rewards keys init --replace-lost'.");

    private static StartException Changed(string name) => new(
        $"'{name}' in the database is not what the service sealed: it was changed. If nobody knows why, restore a "
            + "backup, or start over with 'rewards keys init --replace-lost'.");
}
