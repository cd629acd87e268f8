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
