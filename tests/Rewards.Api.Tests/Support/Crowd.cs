using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.SigningUp;

namespace Rewards.Api.Tests.Support;

/// <summary>
/// Many members who have signed up and signed in, written at once: by the service's own rule and rows, so that the ledger
/// is without a finding. By requests they would take longer than what they are for.
/// </summary>
public static class Crowd
{
    private const int AtATime = 1_000;

    /// <returns>The credentials of as many new members.</returns>
    public static async Task<IReadOnlyList<string>> SignUpAsync(Database database, int members, DateTimeOffset now)
    {
        var programme = await ReadProgrammeAsync(database);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var tokens = Enumerable.Range(0, members).Select(_ => Secrets.New("ms_")).ToList();
        foreach (var some in tokens.Chunk(AtATime))
        {
            await using var db = database.OpenForWriting();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.AddRange(some.SelectMany(token => RowsOf(token, new Moment(at, programme, Moment.Member))));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        return tokens;
    }

    private static async Task<Programme> ReadProgrammeAsync(Database database)
    {
        await using var db = database.OpenForReading();
        var newest = await db.ProgrammeVersions.OrderByDescending(version => version.Version).FirstAsync();
        return ProgrammeDocument.Parse(newest.Document).Programme!;
    }

    private static IEnumerable<object> RowsOf(string token, Moment moment)
    {
        var id = TypeId.New(TypeId.Member, moment.Now);
        var code = InviteCodeOf(id);
        var signedUp = SignUp.Decide(id, moment);
        return
        [
            new MemberRow { MemberId = id, DisplayName = "书友" + code, InviteCode = code, CreatedAt = moment.Now },
            new WeChatIdentityRow { Key = WeChatIdentityRow.KeyOf("wx-crowd", id), MemberId = id },
            new InviteCodeRow { Key = code, MemberId = id },
            new SessionRow
            {
                Key = Secrets.Hash(token),
                MemberId = id,
                CreatedAt = moment.Now,
                ExpiresAt = moment.Now.AddDays(30),
            },
            .. signedUp.Entries.Select(EntryRow.From),
            AccountRow.From(signedUp.Account, moment.Programme.Calendar) with { Version = 1 },
        ];
    }

    /// <summary>The random end of an id is enough for a crowd.</summary>
    private static string InviteCodeOf(string id) => id[^8..].ToUpperInvariant();
}
