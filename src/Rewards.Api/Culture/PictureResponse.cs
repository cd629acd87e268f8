using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Culture;

/// <summary>A picture in one of its sizes: WebP, for ever the same at its address.</summary>
/// <param name="Url" example="https://rewards.example.cn/pictures/5bf1fd927dfb8679496a2e6cf00cbe50c1c87145bd5a1eb0d6d4a2e5fc0d9d2f.webp">Where anybody can get it.</param>
/// <param name="Width" example="1080">In pixels.</param>
/// <param name="Height" example="810">In pixels.</param>
/// <param name="Bytes" example="91234">How large the file is.</param>
public sealed record PictureFile(string Url, int Width, int Height, int Bytes);

/// <summary>A picture that a merchant uploaded.</summary>
/// <param name="Id" example="pic_01m6a6ft00e8cr5n3j7k2q9w4x">What offers name it by.</param>
/// <param name="Credit" example="摄影：李明">Whose it is, to be shown with it; may be empty.</param>
/// <param name="Small">A square from its middle, of at most 264 pixels and 8 KB: for lists.</param>
/// <param name="Large">All of it, at most 1,080 pixels wide and 1,440 high, of at most 120 KB.</param>
public sealed record PictureResponse(string Id, string Credit, PictureFile Small, PictureFile Large);

/// <summary>Shows pictures.</summary>
/// <param name="origin">
/// The address of this service as the caller knows it. Asked at once: what is shown by the writer is shown on another
/// thread, without a request.
/// </param>
internal sealed class PictureViews(Uri origin)
{
    /// <summary>A SHA-256 in hex.</summary>
    private const int NameLength = 64;
    private const string Folder = "/pictures/";
    private const string Ending = ".webp";

    /// <summary>On this site.</summary>
    public static string PathOf(string name) => Folder + name + Ending;

    /// <returns>Null: it is no picture's name.</returns>
    public static string? NameIn(string file) =>
        file.EndsWith(Ending, StringComparison.Ordinal) && file.Length == NameLength + Ending.Length
            ? file[..NameLength]
            : null;

    public PictureResponse Show(PictureRow picture) => new(
        picture.Id,
        picture.Credit,
        new PictureFile(
            UrlOf(picture.SmallName), picture.SmallWidth, picture.SmallHeight, picture.SmallBytes),
        new PictureFile(
            UrlOf(picture.LargeName), picture.LargeWidth, picture.LargeHeight, picture.LargeBytes));

    private string UrlOf(string name) => new Uri(origin, PathOf(name)).AbsoluteUri;
}
