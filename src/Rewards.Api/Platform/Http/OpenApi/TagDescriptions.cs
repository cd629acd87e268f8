using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rewards.Api.Platform.Http.OpenApi;

/// <summary>What the calls under one heading have in common.</summary>
internal sealed class TagDescriptions : IDocumentFilter
{
    private static readonly Dictionary<string, string> ByTag = new()
    {
        ["Adjusting"] = "Points given or withdrawn by a person, with a reason.",
        ["At the door"] = "Who shows which ticket, who comes in, and who came without an order.",
        ["Auditing"] = "Who did what.",
        ["Cashing up"] = "What a till did on one day.",
        ["Checking in"] = "Points for coming by every day.",
        ["Finding offers"] = "What the city offers: courts, films, shows, books, tickets.",
        ["Inviting friends"] = "Points for friends who register.",
        ["Jobs"] = "What the service does by itself, and how it went.",
        ["Managing merchants"] = "Who may redeem, and with which keys.",
        ["Managing operators"] = "Who of the bureau may call, until when, and who called last.",
        ["Moderating offers"] = "A person looks before members see it.",
        ["Ordering"] = "Tickets for what the city offers: ordered, waited for, looked at, given back.",
        ["Overseeing payments"] = "Money that a person has to look at: paid wrongly, disputed, or not to be given back.",
        ["Overseeing orders"] = "What members ordered, for those who sold it and for the bureau.",
        ["Paying at a till"] = "The code that a till reads.",
        ["Putting up offers"] = "Offers, their versions, pictures and slots.",
        ["Reading notices"] = "What happened to what a member ordered, waits for, or has.",
        ["Redeeming"] = "From the quote over the hold to the capture or release.",
        ["Refunding"] = "Giving back after a capture.",
        ["Reporting"] = "What the whole ledger adds up to, and whether it is right.",
        ["Reviewing ledgers"] = "Single members and all that happened to their points.",
        ["Reviewing points"] = "What a member has, and where it came from and went.",
        ["Reviewing purchases"] = "What members bought, where, and what became of it.",
        ["Reviewing the programme"] = "The rules, version by version.",
        ["Signing in"] = "From a WeChat code to a session and its end.",
    };

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        foreach (var tag in swaggerDoc.Tags ?? new HashSet<OpenApiTag>())
        {
            tag.Description = ByTag.GetValueOrDefault(tag.Name ?? "");
        }
    }
}
