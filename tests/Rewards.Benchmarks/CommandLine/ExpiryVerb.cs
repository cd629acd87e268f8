using System.CommandLine;
namespace Rewards.Benchmarks.CommandLine;
internal static class ExpiryVerb { public static Command Create() => new("expiry", "todo"); }
