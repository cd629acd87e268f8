using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Programmes;

/// <summary>Mistakes in a document as text, before it says anything.</summary>
public sealed class DocumentTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{ // no comments\n }")]
    [InlineData("""{ "version": 1, }""")]
    [InlineData("""{ "version": 01 }""")]
    public void What_is_not_JSON_is_said_to_be_so(string json)
    {
        var (programme, errors) = ProgrammeDocument.Parse(json);

        Assert.Null(programme);
        Assert.StartsWith("$: is not valid JSON: ", Assert.Single(errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "version": 1, "name": { "zh": "\ud800", "en": "Culture" } }""")]
    [InlineData("""{ "\ud800": 1 }""")]
    public void Half_of_a_character_is_not_valid_JSON(string json) =>
        Assert.Contains(ProgrammeDocument.Parse(json).Errors, error =>
            error.Path == "$" && error.Reason.StartsWith("is not valid JSON", StringComparison.Ordinal));

    [Fact]
    public void Where_it_stops_being_JSON_is_counted_from_1() => Assert.EndsWith(
        " (line 2, byte 3)",
        Assert.Single(ProgrammeDocument.Parse("{\n  nonsense }").Errors).Reason,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\\u0000", "must not hold U+0000")]
    [InlineData("\\u202e", "must not hold U+202E")]
    [InlineData("\\n", "must not hold U+000A")]
    public void What_no_text_may_hold_no_seed_may(string character, string reason)
    {
        var document = SeedFile.Programme.Replace("\"zh\": \"", "\"zh\": \"" + character, StringComparison.Ordinal);

        Assert.Contains($"$.name.zh: {reason}", ProgrammeDocument.Parse(document).Errors.Select(error => $"{error}"));
    }

    [Fact]
    public void Names_in_seeds_are_composed()
    {
        var document =
            SeedFile.Programme.Replace("\"en\": \"", "\"en\": \"e\\u0301", StringComparison.Ordinal);

        Assert.StartsWith("\u00E9", ProgrammeDocument.Parse(document).Programme!.Name.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    public void A_document_is_an_object(string json) =>
        Assert.Equal("$: must be an object", Assert.Single(ProgrammeDocument.Parse(json).Errors).ToString());

    [Theory]
    [InlineData("\"version\":", "$.version: is there twice")]
    [InlineData("\"zh\":", "$.name.zh: is there twice")]
    [InlineData("\"expiry\":", "$.expiry: is there twice")]
    [InlineData("\"percent\":", "$.categories.scenic.caps[0].percent: is there twice")]
    public void A_member_that_is_there_twice_is_named_whichever_is_right(string member, string error)
    {
        var at = SeedFile.Programme.IndexOf(member, StringComparison.Ordinal);

        var errors = ProgrammeDocument.Parse(SeedFile.Programme.Insert(at, member + " 5, ")).Errors;

        Assert.Equal([error], errors.Select(found => found.ToString()));
    }
}
