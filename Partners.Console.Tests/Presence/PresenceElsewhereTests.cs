using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Partners.Console.Presence;
using Partners.Console.Tests.Support;
using Partners.Core.Persistence;

namespace Partners.Console.Tests.Presence;

/// <summary>Who has which record open in other instances. That it comes through the server is in PostgreSqlTests.</summary>
public sealed class PresenceElsewhereTests
{
    private static readonly Present s_joris = new("owner-1", "Joris Bakker", IsEditing: true);

    private readonly OpenRecord _deal = new("deal", Guid.CreateVersion7());

    [Fact]
    public async Task Is_seen_from_the_other_instance_until_it_ends_and_by_one_that_starts_later()
    {
        var wire = new Wire();
        await using var one = new Instance(wire, "one");
        var told = 0;
        using var noor = one.Open.Enter(_deal, Make.Staff, isEditing: false, () => told++);
        await using (var two = new Instance(wire, "two"))
        {
            await Eventually.HoldsAsync(() => two.Open.Others(_deal, Make.CommercialOwner) is [{ Name: "Noor de Wit" }]);
            using (two.Open.Enter(_deal, Make.CommercialOwner, isEditing: true, () => { }))
            {
                await Eventually.HoldsAsync(() => one.Open.Others(_deal, Make.Staff).SequenceEqual([s_joris]));
                await Eventually.HoldsAsync(() => Volatile.Read(ref told) > 0);
            }

            await Eventually.HoldsAsync(() => one.Open.Others(_deal, Make.Staff).Count == 0);
            _ = two.Open.Enter(_deal, Make.CommercialOwner, isEditing: true, () => { });
            await Eventually.HoldsAsync(() => one.Open.Others(_deal, Make.Staff).Count == 1);
        }

        // Its page did not end, but the instance did.
        await Eventually.HoldsAsync(() => one.Open.Others(_deal, Make.Staff).Count == 0);
    }

    [Fact]
    public async Task What_was_missed_is_said_again_after_the_connection_was_lost()
    {
        var wire = new Wire();
        await using var one = new Instance(wire, "one");
        await using var two = new Instance(wire, "two");
        wire.IsCut = true;
        using var joris = two.Open.Enter(_deal, Make.CommercialOwner, isEditing: true, () => { });
        wire.IsCut = false;

        one.Presence.Ask();

        await Eventually.HoldsAsync(() => one.Open.Others(_deal, Make.Staff).SequenceEqual([s_joris]));
    }

    [Fact]
    public void Of_an_instance_that_says_nothing_more_all_is_forgotten_and_told()
    {
        var open = new OpenRecords();
        var told = 0;
        using var noor = open.Enter(_deal, Make.Staff, isEditing: false, () => told++);
        open.HearOf("killed", _deal, s_joris.Subject, s_joris, at: 1);
        open.HearOf("killed", _deal, s_joris.Subject, s_joris, at: 2);
        told.Should().Be(1, "the same again is no news");

        open.Forget((_, at) => at < 3);

        open.Others(_deal, Make.Staff).Should().BeEmpty();
        told.Should().Be(2);
    }

    [Fact]
    public void What_a_later_version_says_is_no_fault()
    {
        var open = new OpenRecords();
        var presence = new PresenceElsewhere(open, TimeProvider.System, NullLogger<PresenceElsewhere>.Instance);
        foreach (var text in new[] { "", "{", "null", "{}", """{"Kind":"deal","Id":"x"}""" })
        {
            presence.Hear("later", text);
        }

        open.Others(_deal, Make.Staff).Should().BeEmpty();
    }

    /// <summary>What instances say to each other here, in the place of the server.</summary>
    private sealed class Wire
    {
        private readonly Lock _lock = new();
        private readonly List<(string Name, PresenceElsewhere Presence)> _all = [];

        public bool IsCut { get; set; }

        public void Add(string name, PresenceElsewhere presence)
        {
            lock (_lock)
            {
                _all.Add((name, presence));
            }
        }

        public void Say(string name, string text)
        {
            lock (_lock)
            {
                foreach (var other in _all.Where(other => other.Name != name && !IsCut))
                {
                    other.Presence.Hear(name, text);
                }
            }
        }
    }

    private sealed class Instance : ChangesElsewhere, IAsyncDisposable
    {
        private readonly CancellationTokenSource _ends = new();
        private readonly Wire _wire;
        private readonly string _name;
        private readonly Task _says;

        public Instance(Wire wire, string name)
        {
            (_wire, _name) = (wire, name);
            Presence = new(Open, TimeProvider.System, NullLogger<PresenceElsewhere>.Instance);
            wire.Add(name, Presence);
            _says = Presence.SayAsync(this, _ends.Token);
            Presence.Ask();
        }

        public OpenRecords Open { get; } = new();

        public PresenceElsewhere Presence { get; }

        public override Task CheckAsync(CancellationToken cancel) => Task.CompletedTask;

        public override Task ListenAsync(Action connected, Action<string, string> said, CancellationToken cancel) => Task.CompletedTask;

        public override Task SayAsync(string text, CancellationToken cancel)
        {
            _wire.Say(_name, text);
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await _ends.CancelAsync();
            await _says;
            _ends.Dispose();
        }
    }
}
