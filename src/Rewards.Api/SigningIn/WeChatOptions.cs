using System.ComponentModel.DataAnnotations;
using Rewards.Api.Serving;

namespace Rewards.Api.SigningIn;

/// <summary>The official account that members come from. Configuration section <c>WeChat</c>.</summary>
public sealed class WeChatOptions
{
    public const string Section = "WeChat";

    [Required(ErrorMessage = "is missing: the official account's app id, from WeChat's console.")]
    public string AppId { get; set; } = "";

    [Required(ErrorMessage = "is missing: the official account's secret, from WeChat's console.")]
    public string Secret { get; set; } = "";

    [Required(ErrorMessage = "is missing: where WeChat is.")]
    [WebAddress]
    public Uri ApiBase { get; set; } = new("https://api.weixin.qq.com");
}
