using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Benchmarks.Engines;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Benchmarks.Baselines;

internal sealed record NaiveItem(string Name, long Quantity, long UnitPriceFen);

internal sealed record NaiveBody(string MemberId, string OrderNo, long Points, bool Capture, NaiveItem[] Items);

/// <summary>One request of the naive service.</summary>
internal sealed class NaiveRedemption(BenchmarkDb db, NaiveGate gate, Programme programme)
{
    public async Task<IResult> RedeemAsync(NaiveBody body, HttpRequest request)
    {
        var hash = Secrets.Hash(request.Headers.Authorization.ToString()["Bearer ".Length..]);
        var key = await db.MerchantKeys.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Hash == hash && row.RevokedAt == null);
        if (key is null)
        {
            return Results.Unauthorized();
        }

        await gate.EnterAsync();
        try
        {
            return await RedeemAsync(body, key.MerchantId, request.Headers["Idempotency-Key"].ToString());
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task<IResult> RedeemAsync(NaiveBody body, string merchantId, string key)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await db.IdempotencyRecords.FindAsync($"{merchantId}/{key}") is { } known)
        {
            return Results.Bytes(known.Body, "application/json");
        }

        if (await db.OrderNumbers.AnyAsync(row => row.Key == OrderNumberRow.KeyOf(merchantId, body.OrderNo)))
        {
            return Results.Conflict();
        }

        var merchant = await db.Merchants.FirstAsync(row => row.Id == merchantId);
        var account = await db.Accounts.FirstAsync(row => row.MemberId == body.MemberId);
        var decided = Decide(body, merchant, account);
        if (decided.Refusal is not null)
        {
            return Results.UnprocessableEntity();
        }

        var answer = Save(decided.Value, account, key);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return Results.Created($"/v1/redemptions/{decided.Value.Redemption.Id}", answer);
    }

    private Outcome<RedemptionChange> Decide(NaiveBody body, MerchantRow merchant, AccountRow account)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var moment = new Moment(now, programme, LedgerAccount.Merchant(merchant.Id));
        var purchase = Purchase.Of(
            [.. body.Items.Select(item => new PurchaseLine(item.Name, item.Quantity, new Fen(item.UnitPriceFen)))]);
        var wanted = new QuoteRequest(merchant.Category, purchase.Value, new Points(body.Points));
        var wish = new RedeemRequest(TypeId.New(TypeId.Redemption, now), merchant.Id, body.OrderNo, wanted)
        {
            Capture = body.Capture,
        };
        return Redeem.Decide(wish, account.ToAccount(), moment);
    }

    private RedemptionRow Save(RedemptionChange change, AccountRow account, string key)
    {
        var row = RedemptionRow.From(change.Redemption);
        db.Entry(account).CurrentValues.SetValues(
            AccountRow.From(change.Ledger.Account, programme.Calendar) with { Version = account.Version + 1 });
        db.AddRange(change.Ledger.Entries.Select(EntryRow.From));
        db.Add(row);
        db.Add(new OrderNumberRow
        {
            Key = OrderNumberRow.KeyOf(row.MerchantId, row.OrderNo),
            MemberId = row.MemberId,
            RedemptionId = row.Id,
        });
        db.Add(new RedemptionIndexRow { Key = row.Id, MemberId = row.MemberId, MerchantId = row.MerchantId });
        var body = JsonSerializer.SerializeToUtf8Bytes(row);
        db.Add(new IdempotencyRow
        {
            Key = $"{row.MerchantId}/{key}",
            Fingerprint = SHA256.HashData(body),
            Status = StatusCodes.Status201Created,
            Body = body,
            Location = "/v1/redemptions/" + row.Id,
            CreatedAt = row.HeldAt,
        });
        return row;
    }
}
