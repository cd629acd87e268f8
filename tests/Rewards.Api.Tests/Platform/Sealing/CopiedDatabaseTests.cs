using System.Net;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Members.SigningIn;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.BackingUp;
using Rewards.Api.Platform.Sealing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.SigningIn;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Sealing;

/// <summary>Who has a copy of the database and nothing else is nobody: each test tries to be somebody.</summary>
public sealed class CopiedDatabaseTests : IAsyncLifetime
{
    private const string Purpose = "rewards-newcomer";

    private readonly SqliteApp app = new();
    private readonly DirectoryInfo loot = Directory.CreateTempSubdirectory("rewards-loot-");

    private string Copy => Path.Combine(loot.FullName, "copy.db");

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();

        // The first page with a form makes the keys of cookies and forms.
        await new Visitor(app).SignInAsync("alice");
        DatabaseBackup.Write(app.Services.GetRequiredService<Database>(), new FileInfo(Copy), app.Time);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        loot.Delete(recursive: true);
    }

    [Fact]
    public void Nothing_secret_stands_in_the_copy_in_the_clear()
    {
        var secrets = Secrets();

        Assert.Contains(secrets, secret => secret.Name == ServiceState.SigningKey);
        Assert.Contains(secrets, secret => secret.Name.StartsWith("data_protection_key:", StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.StartsWith("sealed:1:", secret.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(
            "masterKey", File.ReadAllText(Copy, System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_with_a_key_file_of_its_own_does_not_serve_the_copy()
    {
        await ServiceProcess.RunAsync(loot.FullName, "keys", "init", "--Keys:File", "own.keys");

        var start = await ServiceProcess.RunAsync(
            loot.FullName, "serve", "--ConnectionStrings:Rewards", "Data Source=copy.db", "--Keys:File", "own.keys");

        Assert.Equal(2, start.ExitCode);
        Assert.Contains("does not open this database", start.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_code_signed_with_what_the_copy_holds_is_worth_nothing()
    {
        var member = await app.SignUpAsync();
        using var thief = new Thief(loot, Secrets().Single(secret => secret.Name == ServiceState.SigningKey));

        var (code, _) = MemberCode.Issue(member.Id, app.Time.GetUtcNow(), thief.Keys);

        (await QuoteAsync(code)).Expect(422, "member_code_invalid");
        var own = app.Services.GetRequiredService<SigningKeys>();
        (await QuoteAsync(MemberCode.Issue(member.Id, app.Time.GetUtcNow(), own).Text)).Expect(200);
    }

    [Fact]
    public async Task A_newcomer_sealed_with_what_the_copy_holds_is_nobody()
    {
        var identity = new Identity(WeChatIdentityRow.KeyOf("wx_sandbox", "alice"));
        var forged = System.Text.Json.JsonSerializer.Serialize(
            new Newcomer("step", identity, "/", null, app.Time.GetUtcNow().AddMinutes(9)));
        Assert.Throws<XmlException>(() => ProtectWith(KeysInTheCopy(), forged));

        Assert.Equal("/sign-in", (await WelcomeAsync(ProtectWith([], forged))).Location);
        var own = app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose);
        Assert.Equal(HttpStatusCode.OK, (await WelcomeAsync(own.Protect(forged))).Status);
    }

    [Fact]
    public async Task No_session_in_the_copy_opens_anything()
    {
        using var db = Database.Of($"Data Source={Copy};Pooling=False").OpenForReading();
        var sessions = db.Sessions.Select(session => session.Key).ToList();

        Assert.NotEmpty(sessions);
        foreach (var key in sessions)
        {
            (await app.Caller(key).GetAsync("/v1/member/points")).Expect(401);
        }
    }

    private List<(string Name, string Value)> Secrets()
    {
        using var db = Database.Of($"Data Source={Copy};Pooling=False").OpenForWriting();
        return [.. SealedSecret.AllIn(db).Select(secret => (secret.Name, secret.Value))];
    }

    private Task<Answer> QuoteAsync(string code) => app.Caller("rk_test_bookshop")
        .PostAsync("/v1/quotes", new { MemberCode = code, Items = new[] { Till.Item(8800) } });

    private Task<Page> WelcomeAsync(string cookie) =>
        new Visitor(app).GetAsync("/welcome", ("Cookie", $"__Host-{Purpose}={cookie}"));

    private List<XElement> KeysInTheCopy() =>
    [
        .. Secrets()
            .Where(secret => secret.Name.StartsWith("data_protection_key:", StringComparison.Ordinal))
            .Select(secret => XElement.Parse(secret.Value)),
    ];

    /// <summary>As the service protects its cookies, with the keys that somebody found.</summary>
    private static string ProtectWith(IReadOnlyList<XElement> keys, string text)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("rewards");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new Found(keys));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose).Protect(text);
    }

    private sealed class Found(IReadOnlyList<XElement> keys) : IXmlRepository
    {
        private readonly List<XElement> elements = [.. keys];

        public IReadOnlyCollection<XElement> GetAllElements() => elements;

        public void StoreElement(XElement element, string friendlyName) => elements.Add(element);
    }

    /// <summary>Takes the sealed bytes for the key itself, sealed again in a database of their own.</summary>
    private sealed class Thief : IDisposable
    {
        private readonly TemporaryDatabase database = new();

        public Thief(DirectoryInfo loot, (string Name, string Value) found)
        {
            var file = new KeyFile(Path.Combine(loot.FullName, "thief.keys"));
            file.Create(SealingKey.New(DateTimeOffset.UtcNow));
            var seals = new Seals(file);
            using (var db = database.Database.OpenForWriting())
            {
                Migrating.Migrate(db);
                var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(found.Value.Split(':')[3]);
                ServiceState.Set(db, found.Name, seals.Seal(found.Name, bytes));
                db.SaveChanges();
            }

            Keys = new SigningKeys(database.Database, seals);
        }

        public SigningKeys Keys { get; }

        public void Dispose() => database.Dispose();
    }
}
