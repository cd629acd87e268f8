namespace Rewards.Api.Ledger.Verifying;

/// <summary>What a member's entries did to one lot.</summary>
internal sealed class LotFlow
{
    private readonly long[] points = new long[(int)Side.Unknown + 1];

    /// <summary>Issued into it, or moved in from another lot.</summary>
    public long Received { get; private set; }

    /// <summary>To another lot.</summary>
    public long MovedOut { get; private set; }

    public long this[Side side] => points[(int)side];

    public void Move(Side side, long change) => points[(int)side] += change;

    public void Receive(long change) => Received += change;

    public void MoveOut(long change) => MovedOut += change;
}
