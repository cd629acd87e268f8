using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Rewards.Api.Store;
using Rewards.Api.Writing;

namespace Rewards.Api.Site;

/// <summary>
/// Keys that seal cookies and forms, in the database beside the other secrets of the service: every process opens what
/// another has sealed, and a restart loses nothing.
/// </summary>
internal sealed class SharedKeys(Database database, LedgerWriter writer) : IXmlRepository
{
    private const string Prefix = "data_protection_key:";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.OpenForReading();
        return [.. db.ServiceStates
            .Where(state => state.Name.StartsWith(Prefix))
            .Select(state => state.Value)
            .AsEnumerable()
            .Select(XElement.Parse)];
    }

    /// <summary>Once in ninety days, and the framework wants it done when this returns.</summary>
    public void StoreElement(XElement element, string friendlyName) => writer.RunAsync(db =>
    {
        ServiceState.Set(db, Prefix + friendlyName, element.ToString(SaveOptions.DisableFormatting));
        return true;
    }).GetAwaiter().GetResult();

    internal sealed class Use(SharedKeys keys) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => options.XmlRepository = keys;
    }
}
