using Rewards.Api.Tests.Ledger.Racing;
using Rewards.Api.Tests.Members.Inviting;
using Rewards.Api.Tests.Merchants.Redeeming;
using Rewards.Api.Tests.Merchants.Refunding;
using Rewards.Api.Tests.Operators.ManagingOperators;

namespace Rewards.Api.Tests.Serving.Replicas;

// No answer depends on which node is asked: the same suites, with every other request on the other node.
public sealed class RacesOnTwoNodes(TwoNodesApp app) : RaceTests<TwoNodesApp>(app.OrSkip());

public sealed class OperatorRacesOnTwoNodes(TwoNodesApp app) : OperatorRaceTests<TwoNodesApp>(app.OrSkip());

public sealed class ManagingOperatorsOnTwoNodes(TwoNodesApp app) : ManagingOperatorsTests<TwoNodesApp>(app.OrSkip());

public sealed class RedeemingOnTwoNodes(TwoNodesApp app) : RedeemingTests<TwoNodesApp>(app.OrSkip());

public sealed class ReviewingRedemptionsOnTwoNodes(TwoNodesApp app)
    : ReviewingRedemptionsTests<TwoNodesApp>(app.OrSkip());

public sealed class IdempotencyOnTwoNodes(TwoNodesApp app) : IdempotencyTests<TwoNodesApp>(app.OrSkip());

public sealed class MemberCodesOnTwoNodes(TwoNodesApp app) : MemberCodeTests<TwoNodesApp>(app.OrSkip());

public sealed class RefundingOnTwoNodes(TwoNodesApp app) : RefundingTests<TwoNodesApp>(app.OrSkip());

public sealed class InvitationsOnTwoNodes(TwoNodesApp app) : InvitationTests<TwoNodesApp>(app.OrSkip());
