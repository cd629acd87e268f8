using System.Buffers;
using System.Buffers.Binary;

namespace Rewards.Api.Platform;

/// <summary>
/// Ids in TypeID form: a prefix that says what it names, <c>_</c>, and 26 base32 characters of a UUIDv7. They sort by
/// the millisecond in which they were made (https://github.com/jetify-com/typeid).
/// </summary>
public static class TypeId
{
    public const string Member = "mbr";
    public const string Merchant = "mch";
    public const string Redemption = "rdm";
    public const string Refund = "rfd";
    public const string Entry = "ent";
    public const string Adjustment = "adj";
    public const string MerchantKey = "key";
    public const string Operator = "opr";
    public const string JobRun = "run";
    public const string AuditRecord = "aud";
    public const string RefusedCode = "rfc";
    public const string Venue = "ven";
    public const string Offer = "ofr";
    public const string Slot = "slt";
    public const string SlotTemplate = "tpl";
    public const string Order = "ord";
    public const string Ticket = "tkt";
    public const string WaitingEntry = "wtg";
    public const string Notice = "ntc";
    public const string PaymentAttempt = "pat";
    public const string CashRefund = "crf";
    public const string PaymentCase = "pcs";
    public const string Picture = "pic";

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int SuffixLength = 26;

    private static readonly SearchValues<char> Base32 = SearchValues.Create(Alphabet);

    public static string New(string prefix, DateTimeOffset now) => Of(prefix, Guid.CreateVersion7(now));

    /// <summary>The smallest id that could be made at <paramref name="instant"/>: for reading a period by id.</summary>
    public static string First(string prefix, DateTimeOffset instant) =>
        Encode(prefix, (UInt128)(ulong)instant.ToUnixTimeMilliseconds() << 80);

    /// <summary>
    /// Whether <paramref name="text"/> has the form of an id with this prefix; whether it names anything is another
    /// matter.
    /// </summary>
    public static bool IsValid(string prefix, string? text) =>
        text is not null
        && text.Length == prefix.Length + 1 + SuffixLength
        && text.StartsWith(prefix, StringComparison.Ordinal)
        && text[prefix.Length] == '_'
        && text[prefix.Length + 1] <= '7'
        && !text.AsSpan(prefix.Length + 1).ContainsAnyExcept(Base32);

    /// <summary>The 16 bytes behind a valid id.</summary>
    public static byte[] Bytes(string id)
    {
        var value = UInt128.Zero;
        foreach (var character in id.AsSpan(id.Length - SuffixLength))
        {
            value = (value << 5) | (UInt128)Alphabet.IndexOf(character, StringComparison.Ordinal);
        }

        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return bytes;
    }

    public static string FromBytes(string prefix, ReadOnlySpan<byte> bytes) =>
        Encode(prefix, BinaryPrimitives.ReadUInt128BigEndian(bytes));

    private static string Of(string prefix, Guid uuid)
    {
        Span<byte> bytes = stackalloc byte[16];
        uuid.TryWriteBytes(bytes, bigEndian: true, out _);
        return FromBytes(prefix, bytes);
    }

    private static string Encode(string prefix, UInt128 value) =>
        string.Create(prefix.Length + 1 + SuffixLength, (prefix, value), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            var rest = state.value;
            for (var at = text.Length - 1; at > state.prefix.Length; at--, rest >>= 5)
            {
                text[at] = Alphabet[(int)(rest & 31)];
            }
        });
}
