using System.CommandLine;
namespace Rewards.Benchmarks.CommandLine;
internal static class OverloadVerb { public static Command Create() => new("overload", "todo"); }
