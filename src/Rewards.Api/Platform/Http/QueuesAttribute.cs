namespace Rewards.Api.Platform.Http;

/// <summary>
/// Marks what writes for an endpoint that asks for it: the write waits in a queue, and may find it full. Such an
/// endpoint may answer <c>overloaded</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueuesAttribute : Attribute;
