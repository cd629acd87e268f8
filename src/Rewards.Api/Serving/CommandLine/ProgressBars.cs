using Spectre.Console;

namespace Rewards.Api.Serving.CommandLine;

/// <summary>How far a step of a long verb is.</summary>
/// <param name="Step">One bar each.</param>
/// <param name="Detail">What it is at; empty for nothing.</param>
/// <param name="Done">Of <paramref name="InAll"/>.</param>
/// <param name="InAll">0 where there is nothing to do.</param>
internal readonly record struct StepProgress(string Step, string Detail, long Done, long InAll);

/// <summary>Bars on standard error, for somebody who watches.</summary>
internal static class ProgressBars
{
    /// <param name="asJson">Machines watch nothing.</param>
    /// <param name="describe">What the work tells.</param>
    /// <param name="run">The work; null: nobody watches.</param>
    public static TResult Watch<TProgress, TResult>(
        bool asJson, Func<TProgress, StepProgress> describe, Func<IProgress<TProgress>?, TResult> run)
    {
        if (!Terminal.ShowsProgress(asJson))
        {
            return run(null);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Start(context => run(new Bars<TProgress>(context, describe)));
    }

    /// <summary>Told at once: <see cref="Progress{T}"/> would tell some other thread, some time.</summary>
    private sealed class Bars<TProgress>(ProgressContext context, Func<TProgress, StepProgress> describe)
        : IProgress<TProgress>
    {
        private readonly Dictionary<string, ProgressTask> tasks = [];

        public void Report(TProgress value)
        {
            var progress = describe(value);
            if (!tasks.TryGetValue(progress.Step, out var bar))
            {
                tasks.Add(progress.Step, bar = context.AddTask(Markup.Escape(progress.Step)));
            }

            bar.Description = Markup.Escape($"{progress.Step} {progress.Detail}".TrimEnd());
            (bar.MaxValue, bar.Value) = (Math.Max(1, progress.InAll), progress.Done);
        }
    }
}
