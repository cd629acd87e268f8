using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>What people write comes back as they wrote it, and is as long as they count it.</summary>
public abstract class TextTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Decomposed = "Cafe\u0301";
    private const string Family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    private const string Flag = "\U0001F1E8\U0001F1F3";

    [Theory]
    [InlineData(Decomposed)]
    [InlineData(Family + " \u0645\u06CC\u200C\u062E")]
    [InlineData("  blanks stay  ")]
    public async Task Items_come_back_as_they_were_sent(string name)
    {
        var body = new
        {
            MemberId = (await app.SignUpAsync()).Id,
            OrderNo = Caller.NewKey(),
            Items = new[] { new { Name = name, Quantity = 1, UnitPriceFen = 8800 } },
        };

        var redeemed = (await app.Till().Caller.PostKeyedAsync("/v1/redemptions", body)).Expect(201);

        var read = await app.Till().GetAsync(redeemed);
        Assert.Equal(name, redeemed["items"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(name, read["items"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_note_may_have_lines_and_comes_back_as_it_was_sent()
    {
        var (member, note) = (await app.SignUpAsync(), $"First {Decomposed}\n\tsecond");

        var adjusted = (await AdjustAsync(member, note)).Expect(201);

        Assert.Equal(note, adjusted.Text("note"));
        Assert.Equal(note, (await member.EntriesAsync())[0]["note"]!.GetValue<string>());
        (await AdjustAsync(member, "with a carriage return\r\n")).Expect(400, "validation_failed");
    }

    [Fact]
    public async Task Names_of_merchants_are_composed()
    {
        var added = (await AddAsync(Decomposed)).Expect(201);

        Assert.Equal("Caf\u00E9", added["name"]!["zh"]!.GetValue<string>());
        var renamed = (await app.Operator().PatchAsync(
            "/v1/operator/merchants/" + added.Text("id"), new { Name = new { Zh = Decomposed, En = Decomposed } }))
            .Expect(200);
        Assert.Equal("Caf\u00E9", renamed["name"]!["en"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(Flag, 100, 201)]
    [InlineData(Flag, 101, 400)]
    [InlineData("a\u0301\u0302\u0303", 100, 201)]
    [InlineData("a\u0301\u0302\u0303\u0304", 100, 400)]
    public async Task A_name_has_100_characters_as_people_count_them(string character, int times, int status) =>
        (await AddAsync(string.Concat(Enumerable.Repeat(character, times)))).Expect(status);

    [Theory]
    [InlineData(Flag, 200, 201)]
    [InlineData(Flag, 201, 400)]
    [InlineData(Family, 161, 400)]
    public async Task A_note_has_200_characters_as_people_count_them(string character, int times, int status) =>
        (await AdjustAsync(await app.SignUpAsync(), string.Concat(Enumerable.Repeat(character, times)))).Expect(status);

    private Task<Answer> AdjustAsync(Member member, string note) => app.Operator().PostKeyedAsync(
        "/v1/operator/adjustments", new { MemberId = member.Id, Points = 1, ReasonCode = "test", Note = note });

    private Task<Answer> AddAsync(string name) => app.Operator().PostAsync(
        "/v1/operator/merchants", new { Name = new { Zh = name, En = name }, Category = "book" });
}

public sealed class TextsOnSqlite(SqliteApp app) : TextTests<SqliteApp>(app);

public sealed class TextsOnPostgres(PostgresApp app) : TextTests<PostgresApp>(app.OrSkip());

public sealed class TextRuleTests
{
    [Fact]
    public void What_is_expected_of_a_field_is_said_in_Chinese_too()
    {
        var types = typeof(Reasons).Assembly.GetTypes()
            .Where(type => !type.Name.EndsWith("Options", StringComparison.Ordinal));
        var places = types.SelectMany(type => type.GetProperties().Cast<ICustomAttributeProvider>().Concat(
            type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
                .SelectMany(method => method.GetParameters())));
        var reasons = places
            .SelectMany(place => place.GetCustomAttributes(typeof(ValidationAttribute), inherit: false))
            .Select(rule => ((ValidationAttribute)rule).ErrorMessage)
            .OfType<string>()
            .Distinct()
            .ToList();

        Assert.InRange(reasons.Count, 10, 1000);
        Assert.DoesNotContain(reasons, reason => Reasons.InChinese(reason) == reason);
    }

    [Theory]
    [InlineData("  A\u202El\0i\u200Bce\r\n", "Alice")]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("\u2764\uFE0F\u200D\U0001F525\u200D", "\u2764\uFE0F\u200D\U0001F525")]
    [InlineData("\u200B\u2066", "")]
    public void A_nickname_from_WeChat_is_cleaned_and_never_refused(string nickname, string name) =>
        Assert.Equal(name, DisplayNames.From(nickname));

    [Fact]
    public void A_long_nickname_is_cut_between_two_characters()
    {
        var family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";

        // Five code points each: 128 of them end before the 26th.
        Assert.Equal(
            string.Concat(Enumerable.Repeat(family, 25)),
            DisplayNames.From(string.Concat(Enumerable.Repeat(family, 40))));
        Assert.Equal("Alice", DisplayNames.From("\ud800Alice"));
    }

    [Fact]
    public void Others_see_the_first_character_of_a_name_as_people_count_them()
    {
        var family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";

        Assert.Equal("欧***", DisplayNames.Mask("欧阳"));
        Assert.Equal("微信好友1128", DisplayNames.Mask(DisplayNames.For(new DateOnly(2026, 11, 28))));
        Assert.Equal("\U0001F600***", DisplayNames.Mask("\U0001F600"));
        Assert.Equal(family + "***", DisplayNames.Mask(family + "王"));
    }
}
