using System.Text.RegularExpressions;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>What the README and <c>docs/</c> say is there, and is the same in both languages.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> English =>
        [.. Document.All.Where(page => page.IsEnglish).Select(page => page.Path)];

    public static TheoryData<string> Pages => [.. Document.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(English))]
    public void Both_languages_show_the_same_commands(string path)
    {
        var english = new Document(path);

        Assert.Contains(english.InChinese, Document.All);
        Assert.Equal(
            english.Commands.Select(WithoutComments), english.InChinese.Commands.Select(WithoutComments));
    }

    [Theory]
    [MemberData(nameof(English))]
    public void Both_languages_have_as_many_headings_and_rows(string path)
    {
        var english = new Document(path);

        Assert.Equal(english.Headings.Count(), english.InChinese.Headings.Count());
        Assert.Equal(Row.Count(english.Text), Row.Count(english.InChinese.Text));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string path) =>
        Assert.DoesNotContain(new Document(path).Links, link => !IsThere(link.File, link.Heading));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_comment_in_commands_has_a_line_of_its_own(string path) =>
        Assert.Empty(new Document(path).Commands.SelectMany(commands => TrailingComment.Matches(commands)));

    [Theory]
    [InlineData("docs/settings.md")]
    [InlineData("docs/settings.zh-CN.md")]
    public void Every_setting_is_in_the_table(string path)
    {
        var table = new Document(path).Text;

        Assert.NotEmpty(Settings);
        Assert.DoesNotContain(Settings, key => !table.Contains($"`{key}`", StringComparison.Ordinal));
    }

    /// <summary>Options have their section's name in a constant, and a property for each key.</summary>
    private static IReadOnlyList<string> Settings { get; } =
    [
        .. from options in typeof(ServeOptions).Assembly.GetTypes()
        let section = options.GetField(nameof(ServeOptions.Section))
        where section is { IsLiteral: true }
        from property in options.GetProperties()
        where property.CanWrite
        select $"{section.GetRawConstantValue()}:{property.Name}",
    ];

    private static bool IsThere(string file, string heading) =>
        Path.Exists(Repository.File(file)) && (heading.Length == 0 || new Document(file).Headings.Contains(heading));

    private static string WithoutComments(string block) => Comment.Replace(block, "#");

    [GeneratedRegex("^ *#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment { get; }

    [GeneratedRegex(@"^.*\S +# .*$", RegexOptions.Multiline)]
    private static partial Regex TrailingComment { get; }

    [GeneratedRegex(@"^\|", RegexOptions.Multiline)]
    private static partial Regex Row { get; }
}
