using System.Diagnostics;
using Rewards.Api.Tests.Culture.BookingStream.Model;
using Rewards.Api.Tests.Support;
using static Rewards.Api.Tests.Ledger.Differential.Comparison;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>Sends one stream of steps to every service and to the model, and stops at the first difference.</summary>
internal sealed class Comparison(Plan plan, IReadOnlyList<Service> services)
{
    private const string Job = "carry-out-slots";
    private const int Guests = 20;
    private const int StepsBetweenJobs = 60;
    private const int StepsBetweenLooks = 100;
    private const int GuestsOfALook = 4;
    private const int NewestShown = 20;

    private readonly Town town = new(RewardsApp.Start);
    private readonly Random random = new(plan.Seed);
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);

    public async Task RunAsync()
    {
        var (clock, steps, views) = (new Clock(random, town), new Steps(random, town), new Views(town));
        town.Guests.AddRange(Enumerable.Range(1, Guests).Select(number => new Guest($"g{number}")));
        await OnEachAsync(async service =>
        {
            foreach (var guest in town.Guests)
            {
                await service.SignUpAsync(guest);
            }
        });
        for (var number = 1; number <= plan.Steps; number++)
        {
            SetClock(town.Now + clock.Next());
            await RunJobAsync(isTime: random.Next(StepsBetweenJobs) == 0);
            await SendAsync(steps.Next(number));
            await LookAsync(views, number);
        }

        await RunJobAsync(isTime: true);
        await OnEachAsync(service => LookAsync(service, views, town.Guests));
        Say(string.Join(", ", outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}")));
        Say($"{plan.Steps} steps until {town.Now:yyyy-MM-dd} in {watch.Elapsed.TotalSeconds:F0} s");
    }

    private Task OnEachAsync(Func<Service, Task> act) => Task.WhenAll(services.Select(service => Task.Run(() => act(service))));

    private void SetClock(DateTimeOffset now)
    {
        town.Now = now;
        foreach (var service in services)
        {
            service.App.Time.SetUtcNow(now);
        }
    }

    private async Task RunJobAsync(bool isTime)
    {
        if (!isTime)
        {
            return;
        }

        var runs = await Task.WhenAll(services.Select(service => service.App.RunJobAsync(Job)));
        Assert.All(runs, run => Assert.True(run.Text("status") == "succeeded", $"{run.Body} {plan.Replay}"));
        town.Now = services[0].App.Time.GetUtcNow();
        town.CarryOut();
    }

    private async Task SendAsync(Step step)
    {
        var (call, expected) = (step.Call, step.Expected.ToString());
        var answers = await Task.WhenAll(services.Select(service => Task.Run(() => service.SendAsync(call))));
        var said = answers.Select(answer => step.Expected.Of(answer).ToString()).ToList();
        Assert.True(said.TrueForAll(one => one == expected), $"{call}\nat {town.Now:O}\n{Opinions(expected, said)}\n{plan.Replay}");
        var path = call.Path.Split('~');
        var outcome = $"{call.Method} {path[0]}…{path[^1]} {step.Expected.Status} {step.Expected.Code}".TrimEnd();
        outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
    }

    /// <summary>Everything of the slots, and of some guests in turn.</summary>
    private async Task LookAsync(Views views, int number)
    {
        if (number % StepsBetweenLooks == 0)
        {
            var first = number / StepsBetweenLooks * GuestsOfALook % Guests;
            await OnEachAsync(service => LookAsync(service, views, town.Guests.GetRange(first, GuestsOfALook)));
        }
    }

    private async Task LookAsync(Service service, Views views, IEnumerable<Guest> guests)
    {
        foreach (var terms in Terms.All)
        {
            var live = town.Live.Where(slot => slot.Terms == terms).ToDictionary(slot => slot.Name, views.Of);
            await CompareAsync(service, ("centre", $"/v1/merchant/offers/~{terms.Name}~/slots?limit=100"), live, live.Count);
        }

        foreach (var guest in guests)
        {
            await CompareAsync(service, views, guest);
        }
    }

    private async Task CompareAsync(Service service, Views views, Guest guest)
    {
        var points = views.PointsOf(guest);
        var answer = await service.SendAsync(new Call(0, guest.Name, "GET", "/v1/member/points"));
        Assert.True(points.ToString() == points.Of(answer).ToString(), Difference(service, guest.Name, points, points.Of(answer)));
        var newest = Math.Min(NewestShown, guest.Bookings.Count);
        await CompareAsync(
            service,
            (guest.Name, $"/v1/member/orders?limit={NewestShown}"),
            guest.Bookings.ToDictionary(booking => booking.Name, views.Of),
            newest);
        var entries = town.Slots.SelectMany(slot => slot.Queue.Where(entry => entry.Guest == guest).Select(entry => (slot, entry)));
        await CompareAsync(
            service,
            (guest.Name, $"/v1/member/waiting?limit={NewestShown}"),
            entries.ToDictionary(one => one.entry.Name, one => views.Of(one.slot, one.entry)),
            null);
    }

    /// <param name="service">Which is asked.</param>
    /// <param name="list">By whom, and where.</param>
    /// <param name="expected">By name; more than one page may show.</param>
    /// <param name="count">How many there are; null: also some that the model has forgotten.</param>
    private async Task CompareAsync(
        Service service, (string As, string Path) list, Dictionary<string, Opinion> expected, int? count)
    {
        var shown = (await service.SendAsync(new Call(0, list.As, "GET", list.Path))).Expect(200).Data;
        Assert.True(count is null || shown.Count == count, $"{list}: {count} of the model, {shown.Count} of {service.Name}\n{plan.Replay}");
        foreach (var node in shown)
        {
            if (expected.TryGetValue(service.NameOf(node), out var one))
            {
                Assert.True(one.ToString() == one.Of(node).ToString(), Difference(service, service.NameOf(node), one, one.Of(node)));
            }
            else
            {
                Assert.True(count is null, $"{list}: the model has no {node}\n{plan.Replay}");
            }
        }
    }

    private string Difference(Service service, string what, Opinion expected, Opinion said) =>
        $"{what} at {town.Now:O}\nmodel:  {expected}\n{service.Name}: {said}\n{plan.Replay}";

    private string Opinions(string expected, IReadOnlyList<string> said) =>
        string.Join('\n', services.Zip(said, (service, one) => $"{service.Name}: {one}").Prepend("model:  " + expected));
}
