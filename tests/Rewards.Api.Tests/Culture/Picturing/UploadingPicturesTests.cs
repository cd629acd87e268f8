using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;
using SkiaSharp;

namespace Rewards.Api.Tests.Culture.Picturing;

/// <summary>Each test has rows and a clock of its own.</summary>
public abstract class UploadingPicturesTests<TApp>(TApp app) : IAsyncLifetime
    where TApp : RewardsApp
{
    private const string Pictures = "/v1/merchant/pictures";

    private Caller Centre { get; } = app.Caller("rk_test_centre");

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return app.DisposeAsync();
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    public async Task A_picture_comes_in_two_sizes_that_anybody_can_get(SKEncodedImageFormat format, string mediaType)
    {
        var uploaded = (await Centre.PostFileAsync(
            Pictures + "?credit=" + Uri.EscapeDataString("摄影：李明"), PictureFiles.Poster(1, 1600, 1200, format), mediaType)).Expect(201);

        Assert.StartsWith("pic_", uploaded.Text("id"), StringComparison.Ordinal);
        Assert.Equal("摄影：李明", uploaded.Text("credit"));
        foreach (var (size, width, height) in new[] { ("small", 264, 264), ("large", 1080, 810) })
        {
            var described = uploaded[size]!;
            Assert.Equal((width, height), (described["width"]!.GetValue<int>(), described["height"]!.GetValue<int>()));
            var got = await app.Caller(null).GetAsync(new Uri(described["url"]!.GetValue<string>()).AbsolutePath);
            var file = await got.BytesAsync();
            Assert.Equal((200, described["bytes"]!.GetValue<int>()), (got.Status, file.Length));
            using var decoded = SKBitmap.Decode(file);
            Assert.Equal(new SKSizeI(width, height), decoded.Info.Size);
        }
    }

    [Fact]
    public async Task An_address_is_kept_for_ever_and_asked_for_anew_with_its_tag()
    {
        var path = PathOf((await Centre.PostFileAsync(Pictures, PictureFiles.Poster(2))).Expect(201));

        var got = (await app.Caller(null).GetAsync(path)).Response;

        Assert.Equal("public, max-age=31536000, immutable", got.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", got.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("image/webp", got.Content.Headers.ContentType!.MediaType);
        Assert.Contains(got.Headers.ETag!.Tag.Trim('"'), path, StringComparison.Ordinal);
        var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(got.Headers.ETag);
        var kept = await app.Caller(null).SendAsync(again);
        Assert.Equal((304, 0), (kept.Status, (await kept.BytesAsync()).Length));
        var head = await app.Caller(null).SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal((200, got.Content.Headers.ContentLength), (head.Status, head.Response.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("/pictures/0000000000000000000000000000000000000000000000000000000000000000.webp")]
    [InlineData("/pictures/nothing.webp")]
    [InlineData("/pictures/0000000000000000000000000000000000000000000000000000000000000000.jpeg")]
    public async Task What_is_no_picture_is_not_there(string path) =>
        Assert.Equal(404, (await app.Caller(null).GetAsync(path)).Status);

    [Fact]
    public async Task The_same_file_with_the_same_credit_is_the_same_picture()
    {
        var file = PictureFiles.Poster(3);
        var first = (await Centre.PostFileAsync(Pictures, file)).Expect(201);

        var again = (await Centre.PostFileAsync(Pictures, file)).Expect(200);
        var credited = (await Centre.PostFileAsync(Pictures + "?credit=A", file)).Expect(201);
        var others = (await app.Caller("rk_test_cinema").PostFileAsync(Pictures, file)).Expect(201);

        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.Equal(3, new[] { first, credited, others }.Select(one => one.Text("id")).Distinct().Count());
        Assert.Single(new[] { first, credited, others }.Select(PathOf).Distinct());
        Assert.Equal((3, 2), await CountAsync());
    }

    [Fact]
    public async Task Of_50_uploads_of_a_picture_at_once_one_adds_it()
    {
        var file = PictureFiles.Poster(4);

        var answers = await Race.RunAsync(_ => Centre.PostFileAsync(Pictures, file));

        Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Where(answer => answer.Status != 201), answer =>
        {
            Assert.True(answer.Status == 200 || (answer.Code == "overloaded" && answer.Response.Headers.RetryAfter is not null));
        });
        Assert.Single(answers.Where(answer => answer.Status < 300).Select(answer => answer.Text("id")).Distinct());
        Assert.Equal((1, 2), await CountAsync());
    }

    [Fact]
    public async Task What_a_file_is_decides_and_not_what_it_is_called()
    {
        var png = PictureFiles.Poster(5, format: SKEncodedImageFormat.Png);

        (await Centre.PostFileAsync(Pictures, png, "image/jpeg")).Expect(201);
        (await Centre.PostFileAsync(Pictures, png, "image/JPEG; q=1")).Expect(200);
        (await Centre.PostFileAsync(Pictures, "a text that is called so"u8.ToArray(), "image/jpeg")).Expect(415, "picture_unsupported");
        (await Centre.PostFileAsync(Pictures, png, "application/octet-stream")).Expect(415, "picture_unsupported");
        (await Centre.PostFileAsync(Pictures, png, null)).Expect(415, "picture_unsupported");
        (await Centre.PostFileAsync(Pictures, [], "image/png")).Expect(415, "picture_unsupported");
    }

    [Fact]
    public async Task What_can_not_be_taken_is_refused_for_its_reason()
    {
        var png = PictureFiles.Poster(6, format: SKEncodedImageFormat.Png);

        (await Centre.PostFileAsync(Pictures, PictureFiles.Animate(png), "image/png")).Expect(422, "picture_animated");
        (await Centre.PostFileAsync(Pictures, png[..(png.Length / 2)], "image/png")).Expect(422, "picture_broken");
        (await Centre.PostFileAsync(Pictures, PictureFiles.PngHeader(5000, 4000), "image/png")).Expect(422, "picture_broken");
        var large = (await Centre.PostFileAsync(Pictures, PictureFiles.PngHeader(4001, 5000), "image/png")).Expect(422, "picture_too_many_pixels");
        Assert.Equal((4001, 5000), (large.Number("width"), large.Number("height")));
        Assert.Equal((0, 0), await CountAsync());
    }

    [Fact]
    public async Task Two_megabytes_are_taken_and_a_byte_more_is_not()
    {
        var picture = PictureFiles.Poster(7);
        byte[] largest = [.. picture, .. new byte[(2 * 1024 * 1024) - picture.Length]];

        (await Centre.PostFileAsync(Pictures, largest)).Expect(201);
        (await Centre.PostFileAsync(Pictures, [.. largest, 0])).Expect(413, "picture_too_large");
    }

    [Fact]
    public async Task A_credit_is_a_text_like_others()
    {
        (await Centre.PostFileAsync($"{Pictures}?credit={new string('a', 60)}", PictureFiles.Poster(8))).Expect(201);

        (await Centre.PostFileAsync($"{Pictures}?credit={new string('a', 61)}", PictureFiles.Poster(8))).Expect(400, "validation_failed");
        (await Centre.PostFileAsync($"{Pictures}?credit=%00", PictureFiles.Poster(8))).Expect(400, "validation_failed");
        (await Centre.PostFileAsync($"{Pictures}?credits=a", PictureFiles.Poster(8))).Expect(400, "validation_failed");
    }

    [Fact]
    public async Task A_key_without_the_scope_uploads_nothing() =>
        (await app.Caller("rk_test_leisure").PostFileAsync(Pictures, PictureFiles.Poster(9))).Expect(403, "scope_missing");

    [Fact]
    public async Task Operators_upload_for_a_merchant_and_that_is_written_down()
    {
        var merchant = (await app.Operator().GetAsync("/v1/operator/merchants")).Data[0]["id"]!.GetValue<string>();
        var path = $"/v1/operator/merchants/{merchant}/pictures";

        var picture = (await app.Operator("operator").PostFileAsync(path, PictureFiles.Poster(10))).Expect(201).Text("id");

        var act = Assert.Single((await app.Operator().GetAsync("/v1/operator/audit?target=" + picture)).Expect(200).Data);
        Assert.Equal("picture.added", act["action"]!.GetValue<string>());
        (await app.Operator("auditor").PostFileAsync(path, PictureFiles.Poster(10))).Expect(403, "role_missing");
        (await app.Operator("operator").PostFileAsync(
            "/v1/operator/merchants/mch_01m6a6ft00e5q8d2vk5m3t7b9c/pictures", PictureFiles.Poster(10))).Expect(404);
    }

    [Fact]
    public async Task No_more_than_200_pictures_of_a_merchant_wait_for_an_offer()
    {
        var first = (await Centre.PostFileAsync(Pictures, PictureFiles.Poster(11))).Expect(201).Text("id");
        await CopyAsync(first, 199);

        Assert.Equal(200, (await Centre.PostFileAsync(Pictures, PictureFiles.Poster(12))).Expect(422, "too_many_pictures").Number("limit"));

        (await Centre.PostFileAsync(Pictures, PictureFiles.Poster(11))).Expect(200);
        (await app.Caller("rk_test_cinema").PostFileAsync(Pictures, PictureFiles.Poster(12))).Expect(201);
    }

    [Fact]
    public async Task What_no_offer_has_used_in_30_days_is_purged_with_its_files()
    {
        var old = PathOf((await Centre.PostFileAsync(Pictures, PictureFiles.Poster(13))).Expect(201));
        (await app.Caller("rk_test_cinema").PostFileAsync(Pictures, PictureFiles.Poster(14))).Expect(201);
        app.Time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        var shared = PathOf((await Centre.PostFileAsync(Pictures, PictureFiles.Poster(14))).Expect(201));
        await app.RunJobAsync("purge");
        Assert.Equal((3, 4), await CountAsync());

        app.Time.Advance(TimeSpan.FromMinutes(1));
        await app.RunJobAsync("purge");

        Assert.Equal((1, 2), await CountAsync());
        Assert.Equal((404, 200), ((await app.Caller(null).GetAsync(old)).Status, (await app.Caller(null).GetAsync(shared)).Status));
    }

    private static string PathOf(Answer uploaded) =>
        new Uri(uploaded["large"]!["url"]!.GetValue<string>()).AbsolutePath;

    /// <summary>Without those of the sandbox's samples, which are in use.</summary>
    private async Task<(int Pictures, int Files)> CountAsync()
    {
        await using var db = app.Services.GetRequiredService<Database>().OpenForReading();
        var used = db.Pictures.Where(picture => picture.UsedAt != null);
        return (
            await db.Pictures.CountAsync(picture => picture.UsedAt == null),
            await db.PictureFiles.CountAsync(
                file => !used.Any(picture => picture.SmallName == file.Key || picture.LargeName == file.Key)));
    }

    private Task<int> CopyAsync(string picture, int times) => app.Services.GetRequiredService<LedgerWriter>().RunAsync(db =>
    {
        for (var time = 0; time < times; time++)
        {
            db.Database.ExecuteSql($"""
                INSERT INTO picture (id, merchant_id, sha256, credit, small_name, small_width, small_height, small_bytes, large_name, large_width, large_height, large_bytes, created_at)
                SELECT id || {time.ToString(System.Globalization.CultureInfo.InvariantCulture)}, merchant_id, sha256, 'copy ' || {time.ToString(System.Globalization.CultureInfo.InvariantCulture)}, small_name, small_width, small_height, small_bytes, large_name, large_width, large_height, large_bytes, created_at
                FROM picture WHERE id = {picture}
                """);
        }

        return times;
    });
}

public sealed class UploadingPicturesOnSqlite() : UploadingPicturesTests<SqliteApp>(new SqliteApp());

public sealed class UploadingPicturesOnPostgres() : UploadingPicturesTests<PostgresApp>(new PostgresApp().OrSkip());
