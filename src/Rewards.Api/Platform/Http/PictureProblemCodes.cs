namespace Rewards.Api.Platform.Http;

/// <summary>Errors about pictures: a part of <see cref="ProblemCodes"/>.</summary>
internal static class PictureProblemCodes
{
    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        new("picture_too_large", 413, "The file is too large", "图片文件过大",
            "A picture has at most 2 MB (2097152 bytes): make it smaller, or compress it more.",
            "图片文件最大 2 MB（2097152 字节），请缩小或压缩后重试。"),
        new("picture_unsupported", 415, "The file is no picture that is taken here", "不支持该图片格式",
            "Send the file of a JPEG, PNG or WebP as it is, with Content-Type: image/jpeg, image/png or image/webp.",
            "请直接发送 JPEG、PNG 或 WebP 图片文件，并注明 Content-Type: image/jpeg、image/png 或 image/webp。"),
        new("picture_animated", 422, "The picture moves", "不支持动态图片",
            "Send a picture that stands still.",
            "请发送静态图片。"),
        new("picture_too_many_pixels", 422, "The picture has too many pixels", "图片像素过多",
            "A picture has at most 20 megapixels, width times height: make it smaller.",
            "图片最多 2000 万像素（宽乘以高），请缩小后重试。")
        {
            Facts =
            [
                ProblemFact.Pixels("width", 8000, "As the file says.", "文件中的宽度。"),
                ProblemFact.Pixels("height", 6000, "As the file says.", "文件中的高度。"),
            ],
        },
        new("picture_broken", 422, "The picture can't be read", "图片无法读取",
            "The file is damaged, or was cut off on its way: send it again, or save it anew.",
            "文件已损坏或上传不完整，请重新上传，或另存后重试。"),
        new("too_many_pictures", 422, "Too many pictures wait for an offer", "未使用的图片过多",
            "A merchant has at most so many pictures that no offer uses: use some first. After 30 days unused they are deleted.",
            "商户未用于任何供给的图片数量已达上限，请先使用；30 天未使用的图片会自动删除。")
        {
            Facts = [ProblemFact.LimitOfPictures(200)],
        },
    ];
}
