using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Imaging;
using Rewards.Api.Platform.Seeding;

namespace Rewards.Api.Culture.Seeding;

/// <summary>A venue to begin with.</summary>
/// <param name="Id"><c>ven_…</c>, fixed, so that applying it again finds the same venue.</param>
/// <param name="MerchantId">Whose it is.</param>
/// <param name="Name">As members see it.</param>
/// <param name="Source">The phrase that it is taken from.</param>
internal sealed record VenueSeed(string Id, string MerchantId, NameBody Name, string Source)
{
    public string? District { get; init; }

    public string? Address { get; init; }

    public string? OpeningNote { get; init; }

    public IReadOnlyList<Domain.Supplying.Closure> Closures { get; init; } = [];
}

/// <summary>An offer to begin with: approved, since whoever applies seeds has looked at them.</summary>
/// <param name="Id"><c>ofr_…</c>, fixed.</param>
/// <param name="MerchantId">Whose it is.</param>
/// <param name="Offer">As a merchant would send it.</param>
internal sealed record OfferSeed(string Id, string MerchantId, NewOfferBody Offer)
{
    /// <summary>The phrase that it is taken from; null: it is a sample.</summary>
    public string? Source { get; init; }

    /// <summary>Invented: for the sandbox only.</summary>
    public bool Sample { get; init; }

    /// <summary>Of a sample, the name of its picture's files; no two have the same. Null: it has none.</summary>
    public string? Picture { get; init; }

    /// <summary>How its slots are made; null: it has none.</summary>
    public TemplateBody? Template { get; init; }
}

/// <summary>What a city supplies to begin with.</summary>
internal sealed record SupplySeedFiles(IReadOnlyList<VenueSeed> Venues, IReadOnlyList<OfferSeed> Offers)
{
    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, MadePictures> Pictures { get; init; }

    private sealed record VenueFile(IReadOnlyList<VenueSeed> Venues);

    private sealed record OfferFile(IReadOnlyList<OfferSeed> Offers);

    /// <summary>A city without these files has no offers to begin with.</summary>
    /// <exception cref="StartException">A file is wrong: names file and reason.</exception>
    public static SupplySeedFiles Read(string folder)
    {
        var (venues, offers) = (Path.Combine(folder, "venues.json"), Path.Combine(folder, "offers.json"));
        var (places, supplied) = (
            File.Exists(venues) ? Parse<VenueFile>(venues).Venues : [],
            File.Exists(offers) ? Parse<OfferFile>(offers).Offers : []);
        string[] mistakes = [.. supplied.SelectMany(MistakesIn).Select(mistake => $"{offers}: {mistake}")];
        return mistakes.Length > 0
            ? throw new StartException(string.Join(Environment.NewLine, mistakes))
            : new SupplySeedFiles(places, supplied)
            {
                Pictures = supplied.Select(offer => offer.Picture)
                    .OfType<string>()
                    .ToDictionary(name => name, name => SamplePictures.Read(folder, name)),
            };
    }

    private static T Parse<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(SeedFiles.ReadFile(path), ApiJson.Options)
                ?? throw new StartException($"{path}: must not be null");
        }
        catch (JsonException exception)
        {
            throw new StartException($"{path}: {exception.Path}: {exception.Message}", exception);
        }
    }

    private static IEnumerable<string> MistakesIn(OfferSeed seed)
    {
        if (seed.Sample == (seed.Source is not null))
        {
            yield return $"{seed.Id}: must have either \"source\" or \"sample\": true";
        }

        if (seed.Picture is not null && !seed.Sample)
        {
            yield return $"{seed.Id}: only a sample has a picture here; others are uploaded";
        }

        var broken = new List<ValidationResult>();
        Validator.TryValidateObject(seed.Offer, new ValidationContext(seed.Offer), broken, validateAllProperties: true);
        if (seed.Template is { } template)
        {
            Validator.TryValidateObject(template, new ValidationContext(template), broken, validateAllProperties: true);
        }

        foreach (var mistake in broken)
        {
            yield return $"{seed.Id}: {string.Join(", ", mistake.MemberNames)} {mistake.ErrorMessage}";
        }
    }
}
