using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Settings;

namespace Rewards.Api.Platform.WeChat;

/// <summary>
/// The official account that members come from. Configuration section <c>WeChat</c>. Addresses for browsers that have
/// no host are the service's own: the sandbox's, whose WeChat is wherever the page was opened.
/// </summary>
public sealed class WeChatOptions
{
    public const string Section = "WeChat";

    [Required(ErrorMessage = "is missing: the official account's app id, from WeChat's console.")]
    public string AppId { get; set; } = "";

    [Required(ErrorMessage = "is missing: the official account's secret, from WeChat's console.")]
    public string Secret { get; set; } = "";

    /// <summary>Where the service calls WeChat.</summary>
    [Required(ErrorMessage = "is missing: where WeChat is.")]
    [WebAddress]
    public Uri ApiBase { get; set; } = new("https://api.weixin.qq.com");

    /// <summary>Where members' browsers are sent to sign in.</summary>
    [Required]
    public Uri OpenBase { get; set; } = new("https://open.weixin.qq.com");

    /// <summary>Where WeChat keeps members' pictures: pictures from anywhere else are not shown.</summary>
    [Required]
    public Uri PictureBase { get; set; } = new("https://thirdwx.qlogo.cn");

    /// <summary>WeChat's script for pages (JS-SDK).</summary>
    [Required]
    public Uri ScriptAddress { get; set; } = new("https://res.wx.qq.com/open/js/jweixin-1.6.0.js");

    /// <summary>
    /// The part between <c>MP_verify_</c> and <c>.txt</c> in the name of the file by which WeChat verifies the domain.
    /// </summary>
    [RegularExpression(
        "^[A-Za-z0-9]{1,64}$", ErrorMessage = "must be the letters and digits between MP_verify_ and .txt")]
    public string? VerificationCode { get; set; }
}
