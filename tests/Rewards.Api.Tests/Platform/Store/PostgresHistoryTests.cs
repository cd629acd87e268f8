using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Store;

public sealed class PostgresHistoryTests(PostgresApp app) : IClassFixture<PostgresApp>
{
    private readonly PostgresApp app = app.OrSkip();

    [Theory]
    [InlineData("UPDATE entry SET points = points + 1")]
    [InlineData("DELETE FROM entry")]
    [InlineData("TRUNCATE audit")]
    [InlineData("INSERT INTO entry SELECT * FROM entry ON CONFLICT (member_id, seq) DO UPDATE SET points = 1")]
    [InlineData("INSERT INTO audit SELECT * FROM audit ON CONFLICT (id) DO UPDATE SET actor = 'nobody'")]
    public async Task The_database_itself_keeps_history(string sql)
    {
        await app.SignUpAsync();
        using var db = app.Services.GetRequiredService<Database>().OpenForWriting();

        var refused = Assert.Throws<Npgsql.PostgresException>(() => db.Database.ExecuteSqlRaw(sql));

        Assert.Contains("never changed or deleted", refused.Message, StringComparison.Ordinal);
    }
}
