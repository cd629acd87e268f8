using System.CommandLine;
using System.Text.RegularExpressions;
using Rewards.Api.Platform;
using Rewards.Api.Serving.CommandLine;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.CommandLine;

/// <summary>What every verb says about itself, and to those who mistype it.</summary>
public sealed partial class VerbsTests
{
    public static TheoryData<string> Verbs => [.. All.Select(Verb.PathOf)];

    /// <summary>The program itself is the first.</summary>
    private static Command[] All => [.. WithVerbs(RewardsCommand.Create())];

    [Fact]
    public void There_are_verbs_to_try()
    {
        string[] some = ["rewards", "rewards serve", "rewards db migrate", "rewards seed apply", "rewards health"];

        Assert.Subset(All.Select(Verb.PathOf).ToHashSet(), some.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_and_usage_call_the_program_rewards(string path)
    {
        var help = new StringWriter();

        var exitCode = await RewardsCommand.Parse([.. Words(path), "--help"]).InvokeAsync(
            new InvocationConfiguration { Output = help }, TestContext.Current.CancellationToken);

        Assert.Equal(0, exitCode);
        Assert.Matches($@"Usage:\s+{path}( |\r?\n)", help.ToString());
        Assert.DoesNotContain("Rewards.Api", help.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet", help.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(VerbWithoutProgram, help.ToString());
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_mistyped_option_is_refused_with_the_one_that_was_meant(string path)
    {
        var options = All.Single(verb => Verb.PathOf(verb) == path).Options
            .Where(option => !option.Hidden)
            .Select(option => option.Name)
            .Append("--help");

        Assert.All(options, option => Assert.Equal(
            $"{Mistyped(option)} is not an option of '{path}': did you mean {option}? '{path} --help' lists all.",
            Refusal([.. Words(path), Mistyped(option)])));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_mistyped_verb_is_refused_with_the_one_that_was_meant(string path)
    {
        var verb = All.Single(verb => Verb.PathOf(verb) == path);
        Assert.All(verb.Subcommands, known =>
        {
            var typed = Mistyped(known.Name);

            Assert.Equal(
                $"'{typed}' is not a verb or argument of '{path}': did you mean '{path} {known.Name}'? "
                    + $"'{path} --help' lists all.",
                Refusal([.. Words(path), typed]));
        });
    }

    [Theory]
    [InlineData("migrate", "'rewards db migrate'")]
    [InlineData("key", "'rewards keys'")]
    [InlineData("helth", "'rewards health'")]
    [InlineData("--ulrs=http://localhost:1", "--urls")]
    [InlineData("health json", "--json")]
    [InlineData("seed apply --dryrun", "--dry-run")]
    [InlineData("operators add --nmae=x", "--name")]
    public void What_was_meant_may_be_further_down_or_carry_a_value(string typed, string meant)
    {
        var refusal = Refusal(typed.Split(' '));

        Assert.Contains($": did you mean {meant}? ", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("=", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frobnicate", "'frobnicate' is not a verb or argument of 'rewards'; 'rewards --help' lists all.")]
    [InlineData("db --xyz", "--xyz is not an option of 'rewards db'; 'rewards db --help' lists all.")]
    public void What_is_near_nothing_gets_no_guess(string typed, string refusal) =>
        Assert.Equal(refusal, Refusal(typed.Split(' ')));

    [Fact]
    public async Task A_mistyped_verb_exits_with_2_and_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("rewards-typing-");

        var verb = await ServiceProcess.RunAsync(folder.FullName, "db", "mirgate");
        var incomplete = await ServiceProcess.RunAsync(folder.FullName, "keys", "issue");

        Assert.Equal((2, ""), (verb.ExitCode, verb.Output));
        Assert.Equal(
            "rewards: 'mirgate' is not a verb or argument of 'rewards db': did you mean 'rewards db migrate'? "
                + "'rewards db --help' lists all.",
            verb.Errors.TrimEnd());
        Assert.Equal((2, ""), (incomplete.ExitCode, incomplete.Output));
        Assert.Equal(
            "rewards: Option '--merchant' is required. 'rewards keys issue --help' says more.",
            incomplete.Errors.TrimEnd());
        folder.Delete();
    }

    private static string Refusal(params string[] arguments) =>
        Assert.Throws<StartException>(() => RewardsCommand.Parse(arguments)).Message;

    /// <summary>The last two letters change places; two that are the same become one.</summary>
    private static string Mistyped(string word) =>
        word[^1] == word[^2] ? word[..^1] : word[..^2] + word[^1] + word[^2];

    private static string[] Words(string path) => path.Split(' ')[1..];

    private static IEnumerable<Command> WithVerbs(Command command) =>
        command.Subcommands.SelectMany(WithVerbs).Prepend(command);

    [GeneratedRegex("'(db|keys|seed|serve|verify|health|merchants|operators)[ ']")]
    private static partial Regex VerbWithoutProgram { get; }
}
