using System.CommandLine;
namespace Rewards.Benchmarks.CommandLine;
internal static class StartVerb { public static Command Create() => new("start", "todo"); }
