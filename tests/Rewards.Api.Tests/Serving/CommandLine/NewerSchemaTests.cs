using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Store;
using Rewards.Api.Serving.CommandLine;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.CommandLine;

/// <summary>An older program beside a newer one's database: it would be wrong about what it reads, and break what it writes.</summary>
public sealed class NewerSchemaTests : IDisposable
{
    private readonly TemporaryDatabase database = new();

    public NewerSchemaTests()
    {
        using var db = database.Database.OpenForWriting();
        db.Database.Migrate();
        db.Database.ExecuteSql($"INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Later', '99.0.0')");
    }

    public void Dispose() => database.Dispose();

    [Theory]
    [InlineData("verify")]
    [InlineData("seed apply")]
    [InlineData("operators add --name Anna --role auditor")]
    [InlineData("operators list")]
    [InlineData("merchants list")]
    [InlineData("keys list")]
    [InlineData("db migrate")]
    [InlineData("db backup copy-of-newer.db")]
    public async Task No_verb_touches_it(string verb)
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => RewardsCommand.Parse(
            [.. verb.Split(' '), "--environment=Development", $"--{Database.ConfigurationKey}=Data Source={database.FileName}"])
            .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));

        Assert.StartsWith("The database has the newer schema 99990101000000_Later", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_it_is_not_verified()
    {
        var refused = await Assert.ThrowsAsync<StartException>(() => RewardsCommand.Parse(
            "verify", "--database", database.FileName, "--environment=Development", $"--{Database.ConfigurationKey}=Data Source=none.db")
            .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken));

        Assert.Contains("newer schema", refused.Message, StringComparison.Ordinal);
    }
}
