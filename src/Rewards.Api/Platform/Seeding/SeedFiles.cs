using System.Text;
using Rewards.Domain.Merchants;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Platform.Seeding;

/// <summary>What a city starts with: its programme and its first merchants.</summary>
/// <param name="Programme">Parsed.</param>
/// <param name="ProgrammeDocument">As written, for publishing.</param>
/// <param name="Merchants">Parsed.</param>
public sealed record SeedFiles(Programme Programme, string ProgrammeDocument, IReadOnlyList<Merchant> Merchants)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Beside the program, wherever it was published to.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "seeds");

    /// <exception cref="StartException">
    /// A file is missing or wrong: names file, JSON path and reason of every mistake.
    /// </exception>
    public static SeedFiles Read(string folder)
    {
        var (programmeFile, merchantsFile) =
            (Path.Combine(folder, "programme.json"), Path.Combine(folder, "merchants.json"));
        var document = ReadFile(programmeFile);
        var (programme, programmeErrors) = Domain.Programmes.ProgrammeDocument.Parse(document);
        var (merchants, merchantErrors) = MerchantDocument.Parse(ReadFile(merchantsFile));
        string[] mistakes =
        [
            .. programmeErrors.Select(error => $"{programmeFile}: {error}"),
            .. merchantErrors.Select(error => $"{merchantsFile}: {error}"),
        ];
        return mistakes.Length == 0
            ? new SeedFiles(programme!, document, merchants!)
            : throw new StartException(string.Join(Environment.NewLine, mistakes));
    }

    /// <summary>Read as something else, a name would not be refused but renamed to �.</summary>
    private static string Decode(string path, byte[] bytes)
    {
        ReadOnlySpan<byte> text = bytes;
        text = text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException exception)
        {
            var before = text[..exception.Index];
            var (line, column) = (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
            throw new StartException(
                $"{path}: is not UTF-8 (line {line}, byte {column}): is it GBK? Save it as UTF-8.", exception);
        }
    }

    /// <exception cref="StartException">It is missing, or not UTF-8.</exception>
    public static string ReadFile(string path)
    {
        try
        {
            return Decode(path, File.ReadAllBytes(path));
        }
        catch (IOException exception)
        {
            throw new StartException($"{path}: can't be read: {exception.Message}", exception);
        }
    }
}
