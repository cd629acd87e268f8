using System.CommandLine;
namespace Rewards.Benchmarks.CommandLine;
internal static class ScaleVerb { public static Command Create() => new("scale", "todo"); }
