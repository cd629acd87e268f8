using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Imaging;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture.Picturing;

/// <param name="MerchantId">Whose it will be.</param>
/// <param name="File">As it was sent.</param>
/// <param name="Credit">Shown with it; may be empty.</param>
internal sealed record Upload(string MerchantId, byte[] File, string Credit)
{
    public byte[] Sha256 { get; } = SHA256.HashData(File);
}

/// <summary>
/// Takes a merchant's picture. The same again is found by its content, before anything is decoded: whoever did not get
/// the answer sends it once more.
/// </summary>
internal sealed class UploadPicture(RewardsDb reading, PictureStudio studio, PictureViews views)
{
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>Of one merchant, that no offer has used.</summary>
    public const int MostUnused = 200;

    public async Task<IResult> RunAsync(Upload upload, HttpContext context, CatalogueEditor editor)
    {
        if (await Same(reading, upload).FirstOrDefaultAsync(context.RequestAborted) is { } known)
        {
            return StoredAnswer.Ok(views.Show(known));
        }

        var (made, fault) = await studio.MakeAsync(upload.File, context.RequestAborted);
        if (made is null)
        {
            return new ProblemResult(ProblemOf(fault!.Value, PictureHeader.Read(upload.File)));
        }

        var reader = ProblemReader.Of(context);
        return await editor.EditAsync(context, null, (db, now) => Add(db, now, (upload, made), reader));
    }

    private Edited Add(
        RewardsDb db, DateTimeOffset now, (Upload Upload, MadePictures Made) wanted, ProblemReader reader)
    {
        // Sent twice at once: the other one was faster.
        if (Same(db, wanted.Upload).FirstOrDefault() is { } known)
        {
            return new Edited(StoredAnswer.Ok(views.Show(known)), null);
        }

        var unused = db.Pictures.Count(
            picture => picture.MerchantId == wanted.Upload.MerchantId && picture.UsedAt == null);
        if (unused >= MostUnused)
        {
            return Edited.Refused(
                Problem.Of("too_many_pictures") with { Facts = new Dictionary<string, object> { ["limit"] = MostUnused } },
                reader);
        }

        var upload = wanted.Upload;
        var picture = StoredPictures.Add(db, (upload.MerchantId, upload.Sha256, upload.Credit), wanted.Made, now);
        return new Edited(
            StoredAnswer.Created(views.Show(picture), PictureViews.PathOf(picture.LargeName)),
            new Act("picture.added", picture.Id, new { picture.MerchantId, picture.Credit, picture.LargeName }));
    }

    private static IQueryable<PictureRow> Same(RewardsDb db, Upload upload) => db.Pictures.AsNoTracking()
        .Where(picture => picture.MerchantId == upload.MerchantId
            && picture.Sha256 == upload.Sha256
            && picture.Credit == upload.Credit);

    private static Problem ProblemOf(PictureFault fault, PictureHeader header) => fault switch
    {
        PictureFault.Unsupported => Problem.Of("picture_unsupported"),
        PictureFault.Animated => Problem.Of("picture_animated"),
        PictureFault.Broken => Problem.Of("picture_broken"),
        PictureFault.TooLarge => Problem.Of("picture_too_many_pixels") with
        {
            Facts = new Dictionary<string, object> { ["width"] = header.Width, ["height"] = header.Height },
        },
    };
}
