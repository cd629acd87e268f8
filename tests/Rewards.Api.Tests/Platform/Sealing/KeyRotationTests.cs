using System.Diagnostics;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Sealing;

/// <summary>From one sealing key to the next beside a running service, also when it is killed on the way.</summary>
public sealed class KeyRotationTests(PreparedFolders prepared) : IDisposable
{
    private readonly OperatorsFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_rotation_beside_the_service_seals_everything_anew_and_nobody_notices()
    {
        await using var service = await ServiceProcess.StartAsync(folder.Path);
        var (old, code) = (folder.KeyIds, await NewCodeAsync(service));

        await folder.RunWellAsync("keys", "rotate");

        Assert.Equal(old, folder.KeyIds.Skip(1));
        (await QuoteAsync(service, code)).Expect(200);
        await service.StopAsync();
        KeepOnly(folder.KeyIds[0]);
        await using var again = await ServiceProcess.StartAsync(folder.Path);
        (await QuoteAsync(again, code)).Expect(200);
    }

    [Fact]
    public async Task The_old_key_opens_nothing_any_more()
    {
        await prepared.CopyServedAsync(folder.Path);

        await folder.RunWellAsync("keys", "rotate");
        KeepOnly(folder.KeyIds[1]);

        await folder.AssertRefusedAsync("does not open this database", "serve", "--urls", "http://127.0.0.1:0");
    }

    [Fact]
    public async Task A_rotation_that_was_stopped_after_the_new_key_was_written_goes_on_with_it()
    {
        await prepared.CopyServedAsync(folder.Path);

        var keys = new KeyFile(folder.KeyFile);
        var added = SealingKey.New(DateTimeOffset.UtcNow);
        keys.Add(added, keys.Read());
        await File.WriteAllTextAsync(
            folder.KeyFile + ".new", "half a l", TestContext.Current.CancellationToken);

        var output = await folder.RunWellAsync("keys", "rotate", "--json");

        Assert.Contains($"\"key_id\": \"{added.Id}\"", output, StringComparison.Ordinal);
        Assert.Contains("\"is_new\": false", output, StringComparison.Ordinal);
        KeepOnly(added.Id);
        await using var service = await ServiceProcess.StartAsync(folder.Path);
    }

    [Fact]
    public async Task Killed_again_and_again_a_rotation_ends_well_and_every_key_on_the_way_is_readable()
    {
        await prepared.CopyServedAsync(folder.Path);

        var watch = Stopwatch.StartNew();
        await folder.RunWellAsync("keys", "rotate");
        var (took, rounds) = (watch.Elapsed, 8);
        for (var round = 1; round <= rounds; round++)
        {
            // The later ones in its second half, where it writes.
            await ServiceProcess.KillAsync(folder.Path, took * (0.4 + (0.6 * round / rounds)), "keys", "rotate");
        }

        await folder.RunWellAsync("keys", "rotate");
        KeepOnly(folder.KeyIds[0]);
        await using var service = await ServiceProcess.StartAsync(folder.Path);
        (await QuoteAsync(service, await NewCodeAsync(service))).Expect(200);
    }

    [Fact]
    public async Task For_several_machines_the_new_key_is_handed_out_before_anything_is_sealed_with_it()
    {
        await prepared.CopyServedAsync(folder.Path);

        var old = Assert.Single(folder.KeyIds);
        await folder.RunWellAsync("keys", "rotate", "--to", "new.keys");
        Assert.Single(folder.KeyIds);
        File.Move(folder.In("new.keys"), folder.KeyFile, overwrite: true);
        var handedOut = folder.KeyIds;
        Assert.Equal(old, handedOut[1]);

        await using (await ServiceProcess.StartAsync(folder.Path))
        {
            await folder.RunWellAsync("keys", "rotate");
        }

        Assert.Equal(handedOut, folder.KeyIds);
        await folder.AssertRefusedAsync("is there already", "keys", "rotate", "--to", folder.KeyFile);
    }

    [Fact]
    public async Task What_was_never_served_has_nothing_to_rotate()
    {
        await folder.AssertRefusedAsync("There is no database", "keys", "rotate");
        await folder.RunWellAsync("db", "migrate");
        await folder.RunWellAsync("keys", "init");

        await folder.AssertRefusedAsync("holds nothing sealed yet", "keys", "rotate");
    }

    private static async Task<string> NewCodeAsync(ServiceProcess service)
    {
        var session = await service.Caller(null)
            .PostAsync("/v1/member/sessions", new { WechatCode = "sandbox-alice" });
        return (await service.Caller(session.Expect(201).Text("access_token")).PostAsync("/v1/member/codes", new { }))
            .Expect(201).Text("code");
    }

    private static Task<Answer> QuoteAsync(ServiceProcess service, string code) =>
        service.Caller("rk_test_bookshop").PostAsync(
            "/v1/quotes", new { MemberCode = code, Items = new[] { Till.Item(8800) } });

    private void KeepOnly(string id)
    {
        var kept = new KeyFile(folder.KeyFile).Read().Single(key => key.Id == id);
        File.Delete(folder.KeyFile);
        new KeyFile(folder.KeyFile).Create(kept);
    }
}
