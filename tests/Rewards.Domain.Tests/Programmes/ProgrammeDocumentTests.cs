using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Programmes;

public sealed class ProgrammeDocumentTests
{
    private const string Unexplained = "must have either \"source\", or \"assumption\": true and a \"reason\"";

    [Theory]
    [InlineData("version", "$.version: is missing")]
    [InlineData("name.zh", "$.name.zh: is missing")]
    [InlineData("operated_by", "$.operated_by: is missing")]
    [InlineData("operated_by.value", "$.operated_by.value: is missing")]
    [InlineData("fen_per_point", "$.fen_per_point: is missing")]
    [InlineData("earning", "$.earning: is missing")]
    [InlineData("earning.signup_points", "$.earning.signup_points: is missing")]
    [InlineData("expiry.grace_days.value", "$.expiry.grace_days.value: is missing")]
    [InlineData("redeeming", "$.redeeming: is missing")]
    [InlineData("adjusting.approval_above_points", "$.adjusting.approval_above_points: is missing")]
    [InlineData("paying.minimum_cash_fen", "$.paying.minimum_cash_fen: is missing")]
    [InlineData("categories.film", "$.categories.film: is missing")]
    [InlineData("categories.film.caps", "$.categories.film.caps: is missing")]
    [InlineData("categories.film.caps.0.fen", "$.categories.film.caps[0].fen: is missing")]
    [InlineData("categories.leisure.caps.0.percent", "$.categories.leisure.caps[0].percent: is missing")]
    public void What_is_missing_is_named(string path, string error) =>
        Assert.Equal([error], ErrorsIn(SeedFile.Programme.Without(path)));

    [Theory]
    [InlineData("name", "[]", "$.name: must be an object")]
    [InlineData("earning", "5", "$.earning: must be an object")]
    [InlineData("earning.signup_points", "300", "$.earning.signup_points: must be an object")]
    [InlineData("categories.book.caps.0", "5000", "$.categories.book.caps[0]: must be an object")]
    [InlineData("categories.book.caps", "{}", "$.categories.book.caps: must be a list with at least one element")]
    [InlineData("categories.book.caps", "[]", "$.categories.book.caps: must be a list with at least one element")]
    [InlineData("name.en", "5", "$.name.en: must be a text of 1 to 100 characters")]
    [InlineData("name.en", "null", "$.name.en: must be a text of 1 to 100 characters")]
    [InlineData("name.en", "\" \"", "$.name.en: must be a text of 1 to 100 characters")]
    public void What_has_the_wrong_type_is_named(string path, string value, string error) =>
        Assert.Equal([error], ErrorsIn(SeedFile.Programme.With(path, value)));

    [Theory]
    [InlineData("earning.signup_points.value", "-1", "from 0 to 1000000, was -1")]
    [InlineData("earning.signup_points.value", "1000001", "from 0 to 1000000, was 1000001")]
    [InlineData("earning.signup_points.value", "2.5", "from 0 to 1000000, was 2.5")]
    [InlineData("earning.signup_points.value", "\"300\"", "from 0 to 1000000, was \"300\"")]
    [InlineData("earning.signup_points.value", "99999999999999999999", "from 0 to 1000000, was 99999999999999999999")]
    [InlineData("earning.streak_bonus_every_days.value", "0", "from 1 to 366, was 0")]
    [InlineData("earning.invitations_per_month.value", "-1", "from 0 to 1000000, was -1")]
    [InlineData("fen_per_point.value", "0", "from 1 to 1000000, was 0")]
    [InlineData("expiry.valid_months.value", "0", "from 1 to 120, was 0")]
    [InlineData("expiry.valid_months.value", "121", "from 1 to 120, was 121")]
    [InlineData("expiry.grace_days.value", "367", "from 0 to 366, was 367")]
    [InlineData("redeeming.hold_minutes.value", "0", "from 1 to 10080, was 0")]
    [InlineData("adjusting.approval_above_points.value", "1000000001", "from 0 to 1000000000, was 1000000001")]
    [InlineData("paying.within_minutes.value", "4", "from 5 to 30, was 4")]
    [InlineData("paying.within_minutes.value", "31", "from 5 to 30, was 31")]
    [InlineData("paying.minimum_cash_fen.value", "0", "from 1 to 100000, was 0")]
    [InlineData("paying.most_unpaid.value", "0", "from 1 to 100, was 0")]
    [InlineData("paying.lapsed_limit.value", "0", "from 1 to 100, was 0")]
    [InlineData("paying.blocked_hours.value", "8785", "from 0 to 8784, was 8785")]
    public void A_number_out_of_range_is_named_with_its_range(string path, string value, string range) =>
        Assert.Equal([$"$.{path}: must be a whole number {range}"], ErrorsIn(SeedFile.Programme.With(path, value)));

    [Theory]
    [InlineData("book", "fen", "-1", "from 0 to 1000000000, was -1")]
    [InlineData("film", "fen", "1000000001", "from 0 to 1000000000, was 1000000001")]
    [InlineData("scenic", "percent", "101", "from 0 to 100, was 101")]
    [InlineData("leisure", "percent", "-1", "from 0 to 100, was -1")]
    public void A_cap_out_of_range_is_named_with_it(string category, string member, string value, string range) =>
        Assert.Equal(
            [$"$.categories.{category}.caps[0].{member}: must be a whole number {range}"],
            ErrorsIn(SeedFile.Programme.With($"categories.{category}.caps.0.{member}", value)));

    [Theory]
    [InlineData("version", "2147483647")]
    [InlineData("fen_per_point.value", "1000000")]
    [InlineData("earning.signup_points.value", "0")]
    [InlineData("expiry.grace_days.value", "0")]
    [InlineData("expiry.valid_months.value", "120")]
    [InlineData("categories.scenic.caps.0.percent", "100")]
    public void The_ends_of_a_range_are_inside_it(string path, string value) =>
        Assert.Empty(ErrorsIn(SeedFile.Programme.With(path, value)));

    [Theory]
    [InlineData("", "colour", "$.colour: is not known")]
    [InlineData("earning.", "logout_points", "$.earning.logout_points: is not known")]
    [InlineData("earning.signup_points.", "unit", "$.earning.signup_points.unit: is not known")]
    [InlineData("categories.", "sport", "$.categories.sport: is not known")]
    [InlineData("categories.book.caps.0.", "percent", "$.categories.book.caps[0].percent: is not known")]
    public void What_nobody_reads_is_a_mistake(string owner, string member, string error) =>
        Assert.Equal([error], ErrorsIn(SeedFile.Programme.With(owner + member, "5")));

    [Theory]
    [InlineData("earning.signup_points", "source")]
    [InlineData("fen_per_point", "assumption")]
    [InlineData("fen_per_point", "reason")]
    public void A_fact_needs_its_source_and_an_assumption_its_reason(string setting, string member) =>
        Assert.Equal([$"$.{setting}: {Unexplained}"], ErrorsIn(SeedFile.Programme.Without($"{setting}.{member}")));

    [Theory]
    [InlineData("earning.signup_points.assumption", "true")]
    [InlineData("earning.signup_points.reason", "\"Everybody does so.\"")]
    [InlineData("fen_per_point.source", "\"十分一元\"")]
    public void Nothing_is_a_fact_and_an_assumption_at_once(string path, string value) =>
        Assert.Equal(
            [$"$.{path[..path.LastIndexOf('.')]}: {Unexplained}"], ErrorsIn(SeedFile.Programme.With(path, value)));

    [Fact]
    public void A_cap_needs_its_source_or_reason_too() =>
        Assert.Equal(
            [$"$.categories.scenic.caps[0]: {Unexplained}"],
            ErrorsIn(SeedFile.Programme.Without("categories.scenic.caps.0.source")));

    [Fact]
    public void What_is_no_assumption_says_nothing_about_it() =>
        Assert.Equal(
            ["$.fen_per_point.assumption: must be true, or left out"],
            ErrorsIn(SeedFile.Programme.With("fen_per_point.assumption", "false")));

    [Fact]
    public void A_reason_may_be_longer_than_other_texts_but_not_endless()
    {
        Assert.Empty(ErrorsIn(Explained(500)));
        Assert.Equal(["$.fen_per_point.reason: must be a text of 1 to 500 characters"], ErrorsIn(Explained(501)));

        static string Explained(int length) =>
            SeedFile.Programme.With("fen_per_point.reason", $"\"{new string('x', length)}\"");
    }

    [Fact]
    public void A_zone_that_the_machine_does_not_know_is_named() =>
        Assert.Equal(
            ["$.time_zone.value: is not a time zone that this machine knows: Asia/Zhuzhou"],
            ErrorsIn(SeedFile.Programme.With("time_zone.value", "\"Asia/Zhuzhou\"")));

    [Fact]
    public void An_unknown_rule_is_the_only_mistake_reported_of_its_cap() =>
        Assert.Equal(
            ["$.categories.scenic.caps[0].rule: must be one of per_purchase, cash_floor_per_unit, share_of_total"],
            ErrorsIn(SeedFile.Programme.With("categories.scenic.caps.0.rule", "\"share_of_totals\"")));

    [Fact]
    public void All_mistakes_are_reported_at_once_and_no_programme_comes_out()
    {
        var json = SeedFile.Programme.With("version", "0").Without("expiry").With("earning.signup_points.value", "-5");

        var (programme, errors) = ProgrammeDocument.Parse(json);

        Assert.Null(programme);
        Assert.Equal(["$.version", "$.earning.signup_points.value", "$.expiry"], errors.Select(error => error.Path));
    }

    private static IEnumerable<string> ErrorsIn(string json) =>
        ProgrammeDocument.Parse(json).Errors.Select(error => error.ToString());
}
