using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;

namespace Rewards.Api.Operators.Auditing;

/// <summary>Which records are wanted; all of what is said must hold.</summary>
/// <param name="Actor" example="command_line">
/// Who acted, as records name them: <c>operator:opr_…</c> (or the bare id), <c>command_line</c>.
/// </param>
/// <param name="Action" example="merchant_key.issued">What was done, as records name it.</param>
/// <param name="Target" example="key_01m6a6ft00e5q8d2vk5m3t7b9c">The id of what was acted on.</param>
/// <param name="Day" example="2026-11-23">A business date.</param>
public sealed record AuditFilter(
    [property: FromQuery(Name = "actor")]
    [property: StringLength(AuditFilter.Longest, ErrorMessage = AuditFilter.LengthRule)]
    string? Actor,
    [property: FromQuery(Name = "action")]
    [property: StringLength(AuditFilter.Longest, ErrorMessage = AuditFilter.LengthRule)]
    string? Action,
    [property: FromQuery(Name = "target")]
    [property: StringLength(AuditFilter.Longest, ErrorMessage = AuditFilter.LengthRule)]
    string? Target,
    [property: FromQuery(Name = "day")] string? Day)
{
    private const int Longest = 100;
    private const string LengthRule = "must have at most 100 characters";

    /// <exception cref="BindingException">The day is none.</exception>
    internal IQueryable<AuditRow> Among(IQueryable<AuditRow> records, BusinessCalendar calendar)
    {
        if (Actor is not null)
        {
            string[] names = [Actor, $"{Audience.Operator}:{Actor}"];
            records = records.Where(row => names.Contains(row.Actor));
        }

        records = Action is null ? records : records.Where(row => row.Action == Action);
        records = Target is null ? records : records.Where(row => row.Target == Target);
        return Day is null ? records : OfDay(records, Period.OfDay("day", Day, calendar));
    }

    /// <summary>A record's id is made at its instant.</summary>
    private static IQueryable<AuditRow> OfDay(IQueryable<AuditRow> records, Period day)
    {
        var (first, after) = (
            TypeId.First(TypeId.AuditRecord, day.From!.Value), TypeId.First(TypeId.AuditRecord, day.Until!.Value));
        return records.Where(row => row.Id.CompareTo(first) >= 0 && row.Id.CompareTo(after) < 0);
    }
}
