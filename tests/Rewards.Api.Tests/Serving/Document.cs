using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>A page that people read, at this place in the repository.</summary>
public sealed partial record Document(string Path)
{
    private const string Chinese = ".zh-CN.md";

    /// <summary>The README and all of <c>docs/</c>, in both languages.</summary>
    public static IReadOnlyList<Document> All { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "README*.md")
            .Concat(Directory.GetFiles(Repository.File("docs"), "*.md"))
            .Select(file => new Document(System.IO.Path.GetRelativePath(Repository.Root, file)))
            .OrderBy(document => document.Path, StringComparer.Ordinal),
    ];

    public bool IsEnglish => !Path.EndsWith(Chinese, StringComparison.Ordinal);

    public Document InChinese => new(System.IO.Path.ChangeExtension(Path, null) + Chinese);

    public string Text => File.ReadAllText(Repository.File(Path));

    public IReadOnlyList<string> Commands => CommandsIn(Text);

    /// <summary>Where its links and pictures lead inside the repository: files, each with a heading if any.</summary>
    public IEnumerable<(string File, string Heading)> Links =>
        from link in Link.Matches(Text)
        let parts = link.Groups["to"].Value.Split('#')
        where !parts[0].Contains(':', StringComparison.Ordinal)
        select (parts[0].Length == 0 ? Path : Beside(parts[0]), parts.Length > 1 ? parts[1] : "");

    /// <summary>What may stand behind <c>#</c> in a link to it, as GitHub makes it of headings.</summary>
    public IEnumerable<string> Headings =>
        Heading.Matches(Block.Replace(Text, "")).Select(heading =>
            NoWord.Replace(heading.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    /// <summary>What a reader copies into a terminal.</summary>
    public static IReadOnlyList<string> CommandsIn(string text) =>
        [.. Block.Matches(text).Select(block => block.Groups["code"].Value)];

    /// <summary>A document names itself in a test's name.</summary>
    public override string ToString() => Path;

    private string Beside(string link) =>
        System.IO.Path.GetRelativePath(
            Repository.Root,
            System.IO.Path.Combine(Repository.Root, System.IO.Path.GetDirectoryName(Path)!, link));

    [GeneratedRegex("^ *```bash\n(?<code>.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block { get; }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)|<img src=""(?<to>[^""]+)""")]
    private static partial Regex Link { get; }

    [GeneratedRegex("^#+ (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoWord { get; }
}
