using System.Reflection;
using Rewards.Api.Serving.Sandbox.Stripe;
using Stripe;
using Stripe.Checkout;

namespace Rewards.Api.Tests.Serving.Sandbox;

/// <summary>What the sandbox's Stripe takes, the pinned version of Stripe's library knows: else only it would take it.</summary>
public sealed class FakeStripeFieldsTests
{
    [Fact]
    public void A_session_is_begun_with_fields_that_Stripe_knows() =>
        Assert.All(FakeStripeForm.OfSession, field => Assert.True(Knows(typeof(SessionCreateOptions), field), field));

    [Fact]
    public void A_refund_is_asked_for_with_fields_that_Stripe_knows() =>
        Assert.All(FakeStripeForm.OfRefund, field => Assert.True(Knows(typeof(RefundCreateOptions), field), field));

    [Theory]
    [InlineData("payment_method_types[*]x")]
    [InlineData("line_items[*][price_data][amount]")]
    [InlineData("metadata")]
    public void What_Stripe_does_not_know_is_told_apart(string field) => Assert.False(Knows(typeof(SessionCreateOptions), field));

    /// <summary>Down to a value: names of the options' classes, any name in a map, any number in a list.</summary>
    private static bool Knows(Type options, string field) =>
        field.Split('[').Select(part => part.TrimEnd(']')).Aggregate((Type?)options, Below) is { } type && IsValue(type);

    private static Type? Below(Type? type, string name) => name == "*"
        ? type?.GetGenericArguments().LastOrDefault()
        : PropertyOf(type, name)?.PropertyType;

    private static bool IsValue(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsGenericType: false } value && !value.IsAssignableTo(typeof(INestedOptions));

    private static PropertyInfo? PropertyOf(Type? options, string name) =>
        options?.GetProperties().FirstOrDefault(property => NameOf(property) == name);

    private static string? NameOf(PropertyInfo property) => property.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType.Name is "JsonPropertyAttribute" or "JsonPropertyNameAttribute")
        .Select(attribute => attribute.ConstructorArguments.FirstOrDefault().Value as string)
        .FirstOrDefault(name => name is not null);
}
