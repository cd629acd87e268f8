using System.Text.Json.Nodes;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>Something that exists, and what its address names before it.</summary>
/// <param name="Id">As the service called it.</param>
/// <param name="Parents">Values of the path by which it was made: a key's merchant.</param>
internal sealed record Thing(string Id, IReadOnlyList<string> Parents)
{
    /// <summary>Of whoever made it: members see their own things only.</summary>
    public string? Credential { get; init; }
}

/// <summary>The next page of a list, for who asked for the one before; null: somebody who did not say.</summary>
internal sealed record NextPage(string? Credential, string Target);

/// <summary>
/// What answers have told of: ids by what they are ids of, sessions, codes, pages to come. Requests name these, so that
/// they get further than the first check.
/// </summary>
internal sealed class Known
{
    private const int MostKept = 400;
    private const int Newest = 100;

    private readonly Dictionary<string, List<Thing>> things = [];
    private readonly Dictionary<string, List<NextPage>> pages = [];
    private readonly HashSet<string> spared = [];

    /// <summary>
    /// A slot that lasts as long as the stream, and goods, for as many orders as come; the parent is the offer, goods
    /// are their own.
    /// </summary>
    public IReadOnlyList<Thing> Orderable { get; set; } = [];

    /// <summary>A slot whose door is open as long as it can be.</summary>
    public Thing? Running { get; set; }

    /// <summary>A ticket for it that nobody came with.</summary>
    public Thing? Missed { get; set; }

    /// <summary>A slot without a place.</summary>
    public Thing? Full { get; set; }

    /// <summary>A notice, and who was told.</summary>
    public Thing? Told { get; set; }

    /// <summary>An order that awaits payment, with its member's credential.</summary>
    public Thing? Unpaid { get; set; }

    /// <summary>
    /// What was there before the stream: the credentials that it uses belong to these, and it ends none of them.
    /// </summary>
    public void Spare(JsonNode? answer)
    {
        foreach (var (_, id) in IdsIn(answer, ""))
        {
            spared.Add(id);
        }
    }

    /// <summary>What everybody may look at, apart: most of what the stream makes is never shown to all.</summary>
    public static string ShownToAll(string noun) => "shown " + noun;

    /// <summary>Learns from a list that everybody may read.</summary>
    public void LearnShown(GeneratedRequest request, JsonNode? answer)
    {
        var noun = NounOf(request.Operation!.Path);
        foreach (var shown in (answer?["data"]?.AsArray() ?? []).Where(CanBeHad))
        {
            Keep(ShownToAll(noun), new Thing(shown!["id"]!.GetValue<string>(), request.PathValues));
        }
    }

    /// <summary>Of slots those that anybody can order.</summary>
    private static bool CanBeHad(JsonNode? shown) =>
        shown?["capacity"] is null
        || (shown["state"]!.GetValue<string>() == "open" && shown["price_fen"]!.GetValue<long>() == 0);

    /// <summary>Learns from the answer to a request that made something, or that lists what is there.</summary>
    public void Learn(GeneratedRequest request, JsonNode? answer)
    {
        var noun = NounOf(request.Operation!.Path);
        var isFirst = true;
        var credential = request.Headers.FirstOrDefault(header => header.Name == "Authorization").Value;
        foreach (var (name, id) in IdsIn(answer, noun).Where(found => !spared.Contains(found.Id)))
        {
            var thing = new Thing(id, request.PathValues) { Credential = credential };
            Keep(name, thing);
            if (isFirst && name != noun)
            {
                Keep(noun, thing);
            }

            isFirst = false;
        }

        LearnSecrets(answer);
    }

    /// <summary>Money that operators have to look at: a list with filters at random shows little of it.</summary>
    public void LearnCases(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            Keep("payments", new Thing(id, []));
        }
    }

    public void LearnPage(GeneratedRequest request, JsonNode? answer)
    {
        if (answer?["next_cursor"]?.GetValue<string>() is { } cursor)
        {
            var separator = request.Target.Contains('?') ? '&' : '?';
            var credential = request.Headers.FirstOrDefault(header => header.Name == "Authorization").Value;
            ListOf(pages, request.Operation!.Id)
                .Add(new NextPage(credential, $"{request.Target}{separator}cursor={cursor}"));
        }
    }

    public Thing? Find(string noun, Random random) => Choose(ListOf(things, noun), random);

    /// <summary>One whose address has so many names before its own, or more.</summary>
    public Thing? Find(string noun, int parents, Random random) =>
        Choose(ListOf(things, noun).FindAll(thing => thing.Parents.Count >= parents), random);

    public NextPage? FindPage(string operation, Random random) => Choose(ListOf(pages, operation), random);

    /// <summary>The plural that stands before an id in an address: <c>/merchants/{id}/keys</c> is about keys.</summary>
    public static string NounOf(string path) =>
        path.Split('/').Last(segment => segment.Length > 0 && !segment.StartsWith('{'));

    private void LearnSecrets(JsonNode? answer)
    {
        foreach (var name in new[] { "access_token", "code" })
        {
            if (answer?[name] is JsonValue secret)
            {
                Keep(name, new Thing(secret.GetValue<string>(), []));
            }
        }

        if (answer?["member"]?["invite_code"] is JsonValue invite)
        {
            Keep("invite_code", new Thing(invite.GetValue<string>(), []));
        }
    }

    private static IEnumerable<(string Noun, string Id)> IdsIn(JsonNode? node, string noun) => node switch
    {
        JsonArray list => list.SelectMany(element => IdsIn(element, noun)),
        JsonObject named => OwnId(named, noun).Concat(
            named.SelectMany(member => IdsIn(member.Value, NounOf(member, noun)))),
        _ => [],
    };

    private static IEnumerable<(string Noun, string Id)> OwnId(JsonObject named, string noun) =>
        named["id"] is JsonValue id && id.TryGetValue<string>(out var text) ? [(noun, text)] : [];

    /// <summary><c>data</c> lists what the call is about, <c>refunds</c> refunds; <c>member</c> is one of them.</summary>
    private static string NounOf(KeyValuePair<string, JsonNode?> member, string noun) =>
        member.Key == "data" ? noun : member.Value is JsonArray ? member.Key : member.Key + "s";

    private void Keep(string noun, Thing thing)
    {
        var list = ListOf(things, noun);
        list.Add(thing);
        if (list.Count > MostKept)
        {
            list.RemoveAt(0);
        }
    }

    private static T? Choose<T>(List<T> list, Random random)
        where T : class => list.Count == 0 ? null : list[^(1 + random.Next(Math.Min(Newest, list.Count)))];

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string key)
    {
        lock (lists)
        {
            return lists.TryGetValue(key, out var list) ? list : lists[key] = [];
        }
    }
}
