using Rewards.Domain.Ledger;

namespace Rewards.Domain.SigningUp;

/// <summary>A person's first sight (新用户注册即送300分).</summary>
public static class SignUp
{
    /// <summary>Opens the member's account and credits the sign-up points, once per person.</summary>
    public static LedgerChange Decide(string memberId, Moment moment) =>
        LedgerChange
            .Open(new Account { MemberId = memberId }, moment)
            .Credit(EntryKind.Signup, "signup", moment.Programme.Earning.SignupPoints);
}
