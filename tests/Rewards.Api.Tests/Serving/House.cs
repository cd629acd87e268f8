using System.Text.RegularExpressions;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving;

/// <summary>A folder of <c>src/Rewards.Api</c>.</summary>
/// <param name="Floor">It may use what stands on lower ones.</param>
/// <param name="Name">Of the folder, and of the namespace below <c>Rewards.Api</c>.</param>
/// <param name="Folders">What is in it.</param>
internal sealed record Room(int Floor, string Name, IReadOnlyList<string> Folders);

/// <summary>The rooms of the service as <c>src/README.md</c> draws them, and the rules between them.</summary>
internal sealed partial class House
{
    private readonly Regex mention;

    private House(IReadOnlyList<Room> rooms)
    {
        Rooms = rooms;

        // Begins at Rewards.Api, or with a room's name: then what follows must be a folder of that room, or some property
        // would be taken for it.
        mention = new Regex(
            $@"\bRewards\.Api\.(?<room>{string.Join('|', rooms.Select(room => room.Name))})\b(\.(?<folder>\w+))?"
            + string.Concat(rooms.Where(room => room.Folders.Count > 0).Select(room =>
                $@"|(?<![\w.])(?<room>{room.Name})\.(?<folder>{string.Join('|', room.Folders)})\b")));
    }

    public static House Drawn { get; } = Read();

    public static string Root { get; } = Repository.File("src/Rewards.Api");

    public IReadOnlyList<Room> Rooms { get; }

    /// <summary>Every line of the service that breaks a rule, as a sentence that names it.</summary>
    public IEnumerable<string> Broken() =>
        from file in FilesIn(Root)
        from line in File.ReadLines(file).Index()
        from rule in BrokenBy(Path.GetRelativePath(Root, file), line.Item)
        select $"src/Rewards.Api/{Path.GetRelativePath(Root, file)}:{line.Index + 1}: {rule}: {line.Item.Trim()}";

    /// <param name="file">Below <c>src/Rewards.Api</c>.</param>
    /// <param name="line">One of its lines.</param>
    public IEnumerable<string> BrokenBy(string file, string line)
    {
        var parts = file.Split('/');
        var own = Rooms.FirstOrDefault(room => room.Name == parts[0]);
        return own is null || IsNoUse(line)
            ? []
            : Mentions(line, own, parts.Length > 2 ? parts[1] : null).OfType<string>();
    }

    /// <summary>Sources below a folder, those that tools make left out.</summary>
    public static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !Made.IsMatch(Path.GetRelativePath(folder, file)) && Source.IsMatch(file))
            .Order(StringComparer.Ordinal);

    private IEnumerable<string?> Mentions(string line, Room own, string? folder)
    {
        foreach (Match found in mention.Matches(line))
        {
            yield return BrokenRule(
                (own, folder),
                (Rooms.First(room => room.Name == found.Groups["room"].Value), found.Groups["folder"].Value));
        }

        foreach (Match found in FirstWord.Matches(line))
        {
            var word = found.Groups["folder"].Value;
            yield return own.Folders.Contains(word) ? BrokenRule((own, folder), (own, word)) : null;
        }
    }

    private string? BrokenRule((Room Room, string? Folder) user, (Room Room, string Folder) used) =>
        user.Room == used.Room ? BrokenInside(user.Room, user.Folder, used.Folder)
        : user.Room.Floor > used.Room.Floor ? null
        : user.Room.Floor < used.Room.Floor
            ? $"{user.Room.Name} may not use {used.Room.Name}, which stands above it"
        : $"{user.Room.Name} may not use {used.Room.Name}, which stands beside it";

    /// <summary>What people do stands beside each other on one floor, also inside of a room.</summary>
    private string? BrokenInside(Room room, string? user, string used) =>
        user == used || !room.Folders.Contains(used) || !HasNeighbours(room) ? null
        : user is null ? $"what all of {room.Name} shares may not use {room.Name}/{used}"
        : $"{room.Name}/{user} may not use {room.Name}/{used}, which stands beside it";

    private bool HasNeighbours(Room room) => Rooms.Count(other => other.Floor == room.Floor) > 1;

    private static bool IsNoUse(string line) =>
        line.TrimStart() is var text
        && (text.StartsWith("namespace ", StringComparison.Ordinal) || text.StartsWith("//", StringComparison.Ordinal));

    private static House Read() => new(
    [
        .. from row in Row.Matches(File.ReadAllText(Repository.File("src/README.md")))
           select new Room(
               int.Parse(row.Groups["floor"].Value),
               row.Groups["room"].Value,
               [.. Folder.Matches(row.Groups["folders"].Value).Select(folder => folder.Groups["name"].Value)]),
    ]);

    [GeneratedRegex(@"^\| (?<floor>\d) \| \*\*(?<room>\w+)\*\* \| [^|]+ \| (?<folders>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row { get; }

    [GeneratedRegex(@"(?<name>\w+)")]
    private static partial Regex Folder { get; }

    /// <summary>Inside of its room a folder needs no more than its own name.</summary>
    [GeneratedRegex(@"(?<![\w.])(?<folder>[A-Z]\w+)\.[A-Z]")]
    private static partial Regex FirstWord { get; }

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex Made { get; }

    [GeneratedRegex(@"\.(cs|cshtml)$")]
    private static partial Regex Source { get; }
}
