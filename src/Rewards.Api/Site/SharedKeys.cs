using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Site;

/// <summary>
/// Keys that seal cookies and forms, in the database beside the other secrets of the service: every process opens what
/// another has sealed, and a restart loses nothing. Sealed as they are, revocations too: the framework's own encryptor
/// would still believe a key in the clear that somebody slipped into the database.
/// </summary>
internal sealed class SharedKeys(Database database, LedgerWriter writer, Seals seals) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.OpenForReading();
        return [.. db.ServiceStates
            .Where(state => state.Name.StartsWith(SealedSecret.DataProtectionKeys))
            .AsEnumerable()
            .Select(state => XElement.Parse(Encoding.UTF8.GetString(seals.Open(state.Name, state.Value))))];
    }

    /// <summary>Once in ninety days, and the framework wants it done when this returns.</summary>
    public void StoreElement(XElement element, string friendlyName) => writer.RunAsync(db =>
    {
        var name = SealedSecret.DataProtectionKeys + friendlyName;
        var xml = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        ServiceState.Set(db, name, seals.Seal(name, xml, SealedSecret.KeyInUse(db)));
        return true;
    }).GetAwaiter().GetResult();

    internal sealed class Use(SharedKeys keys) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => options.XmlRepository = keys;
    }
}
