using System.Globalization;

namespace Rewards.Domain.Tests;

/// <summary>Runs something as a host would whose people write numbers and days in their own way.</summary>
internal static class Culture
{
    public static T Run<T>(string name, Func<T> run)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(name);
        try
        {
            return run();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
