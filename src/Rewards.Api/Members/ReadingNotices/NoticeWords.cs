using System.Globalization;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Members.ReadingNotices;

/// <summary>What members are told, in both languages.</summary>
/// <param name="calendar">Whose days and hours are said.</param>
/// <param name="isInChinese">Or in English.</param>
internal sealed class NoticeWords(BusinessCalendar calendar, bool isInChinese)
{
    public string Of(NoticeRow notice) => (notice.Kind, isInChinese) switch
    {
        (NoticeKind.SlotCancelled, true) => $"《{notice.Title}》{When(notice)}场次已取消：{notice.Reason}。已为您全额退回。",
        (NoticeKind.SlotCancelled, false) => $"{notice.Title}, {When(notice)}, was cancelled: {notice.Reason}. Everything came back to you.",
        (NoticeKind.SlotMoved, true) => $"《{notice.Title}》改为{When(notice)}，请查看新的时间和地点。{Until(notice)}前可全额退订；不操作则保留。",
        (NoticeKind.SlotMoved, false) => $"{notice.Title} is now {When(notice)}: look at the new time and place. You can cancel in full until {Until(notice)}; if you do nothing, you keep it.",
        (NoticeKind.PlaceOffered, true) => $"候补有位：《{notice.Title}》{When(notice)}。名额为您保留至{Until(notice)}，请尽快预订。",
        (NoticeKind.PlaceOffered, false) => $"A place for you: {notice.Title}, {When(notice)}. It is kept until {Until(notice)}: book it.",
        (NoticeKind.OrderCancelled, true) => $"您的订单《{notice.Title}》已被取消：{notice.Reason}。已为您退回。",
        (NoticeKind.OrderCancelled, false) => $"Your order {notice.Title} was cancelled: {notice.Reason}. It came back to you.",
        (NoticeKind.OrderUnused, true) => $"《{notice.Title}》未在有效期内使用，已为您全额退回。",
        (NoticeKind.OrderUnused, false) => $"{notice.Title} was not used in its time: everything came back to you.",
        (NoticeKind.OrderExpired, true) => $"《{notice.Title}》未在规定时间内支付，订单已失效，积分已退回。",
        (NoticeKind.OrderExpired, false) => $"{notice.Title} was not paid in time: the order is over, and its points are back.",
        (NoticeKind.PaymentReturned, true) => $"《{notice.Title}》的付款到账时订单已结束或已支付，款项将原路全额退回。",
        (NoticeKind.PaymentReturned, false) => $"What you paid for {notice.Title} came when the order was over or already paid: all of it goes back the way it came.",
        (NoticeKind.PointsEnd, true) => $"{notice.Title}积分将于{Day(notice)}到期。",
        (NoticeKind.PointsEnd, false) => $"{notice.Title} points end with {Day(notice)}.",
        _ => throw new InvalidOperationException($"There are no words for {notice.Kind}."),
    };

    private string When(NoticeRow notice) => Moment(notice.StartsAt);

    private string Until(NoticeRow notice) => Moment(notice.Until);

    private string Day(NoticeRow notice) =>
        calendar.DateOf(notice.Until!.Value.AddTicks(-1)).ToString(isInChinese ? "M月d日" : "d MMMM", CultureInfo.InvariantCulture);

    private string Moment(DateTimeOffset? at) => at is not { } instant
        ? ""
        : TimeZoneInfo.ConvertTime(instant, calendar.Zone).ToString(isInChinese ? "M月d日 HH:mm" : "d MMMM, HH:mm", CultureInfo.InvariantCulture);
}
