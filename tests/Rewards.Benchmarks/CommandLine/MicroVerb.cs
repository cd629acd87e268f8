using System.CommandLine;
namespace Rewards.Benchmarks.CommandLine;
internal static class MicroVerb { public static Command Create() => new("micro", "todo"); }
