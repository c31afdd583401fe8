using FluentAssertions;
using Partners.Console.Tests.Support;
using Partners.Core.Billing;
using Partners.Core.Organisations;
using Partners.Core.Persistence;
using Partners.Core.Values;

namespace Partners.Console.Tests.Billing;

public sealed class BillingDirectoryTests : IAsyncLifetime
{
    private readonly Organisation _partner = Make.PlatformPartner();
    private TestDatabase _database = default!;

    private BillingDirectory Directory => _database.Get<BillingDirectory>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await _database.AddAsync(_partner);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Lists_by_label_whatever_its_case_and_accents_and_leaves_out_the_deleted()
    {
        await _database.AddAsync(
            Billed.Pool(_partner, "Zorggroep"),
            Billed.Pool(_partner, "Özdemir Advies"),
            Billed.Pool(_partner, "museum Kade"),
            Billed.Pool(_partner, "Weg", deleted: true));

        (await LabelsAsync(new())).Should().Equal("museum Kade", "Özdemir Advies", "Zorggroep");
        (await LabelsAsync(new(Descending: true))).Should().Equal("Zorggroep", "Özdemir Advies", "museum Kade");
    }

    [Fact]
    public async Task Says_whose_an_account_is_and_what_it_takes_and_costs()
    {
        var (workspace, own) = Billed.Client(_partner, period: BillingPeriod.Monthly, discount: new(1_000));
        var anna = Billed.Person("anna@samenspel.example");
        await _database.AddAsync(
            workspace,
            own,
            anna,
            Billed.Seat(workspace, anna),
            Billed.Invite(workspace, "griffie@zwolle.example"),
            Billed.Pool(_partner));

        var rows = (await Directory.ListAsync(Make.Staff, new(), default)).Rows;

        rows[0].Should().BeEquivalentTo(new
        {
            Label = "Bureau Samenspel",
            Kind = AccountKind.Pooled,
            OrganisationName = "Bureau Samenspel",
            WorkspaceId = (Guid?)null,
            WorkspaceName = (string?)null,
            Tier = Tier.Innovator,
            Seats = SeatCount.None,
        });
        rows[1].Should().Be(new BillingRow(
            own.Id,
            "Gemeente Zwolle",
            _partner.Id,
            "Bureau Samenspel",
            workspace.Id,
            "Gemeente Zwolle",
            Tier.Changemaker,
            BillingPeriod.Monthly,
            PaymentMode.Mollie,
            new SeatCount(1, 1),
            new Percentage(1_000),
            null)
        {
            Class = AccountClass.Paying,
            ContactName = "Gemeente Zwolle",
            ContactEmail = workspace.DataOwnerEmail,
        });
        rows[1].PriceAMonth.Should().Be(new Money(155_25), "two seats of 86.25, less a tenth");
    }

    [Fact]
    public async Task Filters_by_kind_and_by_tier_and_by_both()
    {
        var (workspace, own) = Billed.Client(_partner, "Gemeente Zwolle", Tier.Guardian);
        await _database.AddAsync(
            workspace,
            own,
            Billed.Pool(_partner, "Bureau", Tier.Guardian),
            Billed.Pool(_partner, "Adviseurs", Tier.Free));

        (await LabelsAsync(new(Kind: AccountKind.ExternalClient))).Should().Equal("Gemeente Zwolle");
        (await LabelsAsync(new(Kind: AccountKind.Pooled))).Should().Equal("Adviseurs", "Bureau");
        (await LabelsAsync(new(Tier: Tier.Guardian))).Should().Equal("Bureau", "Gemeente Zwolle");
        (await LabelsAsync(new(Kind: AccountKind.Pooled, Tier: Tier.Guardian))).Should().Equal("Bureau");
        (await LabelsAsync(new(Kind: AccountKind.ExternalClient, Tier: Tier.Free))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("ozd", "Özdemir Advies")]
    [InlineData("DÉMIR", "Özdemir Advies")]
    [InlineData("é Z", "Café Zuid")]
    [InlineData("c", "Café Zuid")]
    [InlineData("\"co\"", "<b>Vet</b> & \"co\"")]
    [InlineData("' OR 1=1 --", null)]
    public async Task Finds_a_fragment_anywhere_in_a_label_and_takes_every_sign_as_text(string search, string? found)
    {
        await _database.AddAsync(
            Billed.Pool(_partner, "Özdemir Advies"),
            Billed.Pool(_partner, "Café Zuid"),
            Billed.Pool(_partner, "<b>Vet</b> & \"co\""));

        (await LabelsAsync(new(search))).Should().Equal(found is null ? [] : [found]);
        (await LabelsAsync(new(search, AccountKind.ExternalClient))).Should().BeEmpty();
    }

    [Fact]
    public async Task Finds_what_matches_many_in_the_lists_own_order()
    {
        await _database.AddAsync(
            Enumerable.Range(0, 1_200).Select(number =>
                Billed.Pool(_partner, $"Gemeente {number:0000}", number < 100 ? Tier.Guardian : Tier.Free)));
        await _database.AddAsync(Billed.Pool(_partner, "Provincie", Tier.Guardian));

        var page = await Directory.ListAsync(Make.Staff, new("emeent", Descending: true, Page: 2, PageSize: 10), default);
        (page.Total, page.Rows[0].Label).Should().Be((1_000, "Gemeente 1189"));

        var ofTier = await Directory.ListAsync(
            Make.Staff,
            new("emeent", AccountKind.Pooled, Tier.Guardian, Descending: true, Page: 2, PageSize: 10),
            default);
        (ofTier.Total, ofTier.Rows[0].Label).Should().Be((100, "Gemeente 0089"));
    }

    [Fact]
    public async Task Pages_through_the_few_that_a_search_and_a_filter_leave()
    {
        await _database.AddAsync(
            Enumerable.Range(0, 40).Select(number =>
                Billed.Pool(_partner, $"Rekening {number:00}", number % 2 == 0 ? Tier.Guardian : Tier.Free)));

        var second = await Directory.ListAsync(
            Make.Staff,
            new("ekenin", Tier: Tier.Guardian, Descending: true, Page: 2, PageSize: 15),
            default);
        (second.Total, second.Page, second.Notice).Should().Be((20, 2, null));
        second.Rows.Select(row => row.Label).Should().Equal("Rekening 08", "Rekening 06", "Rekening 04", "Rekening 02", "Rekening 00");

        var beyond = await Directory.ListAsync(Make.Staff, new("ekenin", AccountKind.Pooled, Tier.Free, Page: 9, PageSize: 15), default);
        (beyond.Total, beyond.Rows.Count, beyond.Notice).Should().Be((20, 5, "There is no page 9. This is the last one, page 2."));
        (await Directory.ListAsync(Make.Staff, new("ekenin", AccountKind.ExternalClient), default)).Total.Should().Be(0);
    }

    [Fact]
    public async Task Says_that_a_search_is_too_long_and_that_a_page_lies_beyond_the_last()
    {
        await _database.AddAsync(Enumerable.Range(0, 30).Select(number => Billed.Pool(_partner, $"Rekening {number:00}")));

        (await Directory.ListAsync(Make.Staff, new(new string('a', 10_000)), default))
            .Should().BeEquivalentTo(new
            {
                Rows = Array.Empty<BillingRow>(),
                Total = 0,
                Notice = "A search may have 200 characters at most. This one has 10,000.",
            });
        var page = await Directory.ListAsync(Make.Staff, new(Page: 9_999), default);
        (page.Page, page.Rows.Count, page.Notice).Should().Be((2, 5, "There is no page 9,999. This is the last one, page 2."));
    }

    [Fact]
    public async Task Shows_each_row_on_exactly_one_page_where_labels_are_the_same()
    {
        await _database.AddAsync(Enumerable.Range(0, 23).Select(_ => Billed.Pool(_partner, "Zelfde")));

        foreach (var descending in (bool[])[false, true])
        {
            var seen = new List<Guid>();
            for (var number = 1; number <= 5; number++)
            {
                seen.AddRange(
                    (await Directory.ListAsync(Make.Staff, new(Descending: descending, Page: number, PageSize: 5), default)).Rows
                        .Select(row => row.Id));
            }

            seen.Should().HaveCount(23).And.OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public async Task Keeps_its_totals_through_every_way_of_writing()
    {
        var (workspace, own) = Billed.Client(_partner, "Gemeente Zwolle", Tier.Guardian);
        await _database.AddAsync(
            workspace,
            own,
            Billed.Pool(_partner, "Een"),
            Billed.Pool(_partner, "Twee", Tier.Guardian),
            Billed.Pool(_partner, "Weg", deleted: true));
        await TotalsAreCountsAsync(all: 3);

        await _database.ByHandAsync("""UPDATE "BillingAccounts" SET "Tier" = 'Free' WHERE "Label" = 'Een'""");
        await TotalsAreCountsAsync(all: 3);
        await _database.ByHandAsync("""UPDATE "BillingAccounts" SET "DeletedAt" = 1 WHERE "Label" = 'Twee'""");
        await TotalsAreCountsAsync(all: 2);
        await _database.ByHandAsync("""UPDATE "BillingAccounts" SET "DeletedAt" = NULL WHERE "Label" = 'Weg'""");
        await TotalsAreCountsAsync(all: 3);
        await _database.ByHandAsync(
            """UPDATE "BillingAccounts" SET "WorkspaceId" = NULL, "OrganisationId" = (SELECT "Id" FROM "Organisations") WHERE "Label" = 'Gemeente Zwolle'""");
        await TotalsAreCountsAsync(all: 3);
        await _database.ByHandAsync("""DELETE FROM "BillingAccounts" WHERE "Label" IN ('Een', 'Twee')""");
        await TotalsAreCountsAsync(all: 2);
    }

    [Fact]
    public async Task Flags_a_discount_that_is_not_the_one_of_the_open_deal()
    {
        await AddClientAsync("Gelijk", new(1_000), (workspace) => Billed.Deal(_partner, workspace, 10));
        await AddClientAsync("Anders", new(1_500), (workspace) => Billed.Deal(_partner, workspace, 10));
        await AddClientAsync("Niets gegeven", null, (workspace) => Billed.Deal(_partner, workspace, 10));
        await AddClientAsync("Niets beloofd", null, (workspace) => Billed.Deal(_partner, workspace, 0));
        await AddClientAsync(
            "Verlopen",
            new(1_000),
            (workspace) => Billed.Deal(_partner, workspace, 20, expiresOn: _database.Today.AddDays(-1)));

        (await Directory.ListAsync(Make.Staff, new(), default)).Rows
            .Select(row => (row.Label, row.AgreedDiscount?.BasisPoints, row.IsDiscountMismatch))
            .Should().Equal(
                ("Anders", 1_000, true),
                ("Gelijk", 1_000, false),
                ("Niets beloofd", 0, false),
                ("Niets gegeven", 1_000, true),
                ("Verlopen", null, false));
    }

    [Theory]
    [InlineData(DiscountKinds.Scholarship, false)]
    [InlineData(DiscountKinds.Trial, false)]
    [InlineData(DiscountKinds.Staff, true)]
    [InlineData(null, true)]
    public async Task A_discount_of_another_kind_than_the_referrals_is_named_and_no_mismatch(string? kind, bool isMismatch)
    {
        var (workspace, account) =
            Billed.Client(_partner, discount: new(5_000), more: facts => facts with { DiscountKind = kind });
        await _database.AddAsync(workspace, account, Billed.Deal(_partner, workspace, 10));

        var row = (await Directory.ListAsync(Make.Staff, new(), default)).Rows.Single();
        (row.DiscountKind, row.IsDiscountMismatch).Should().Be((kind, isMismatch));
        (await LabelsAsync(new(DiscountDiffers: true))).Should().HaveCount(isMismatch ? 1 : 0);
    }

    [Fact]
    public async Task Finds_the_accounts_whose_discount_differs_and_filters_them_further()
    {
        await AddClientAsync("Gelijk", new(1_000), (workspace) => Billed.Deal(_partner, workspace, 10));
        await AddClientAsync("Anders", new(1_500), (workspace) => Billed.Deal(_partner, workspace, 10));
        await AddClientAsync(
            "Weer gelijk",
            new(2_000),
            (workspace) => Billed.Deal(_partner, workspace, 10),
            (workspace) => Billed.Deal(_partner, workspace, 20, _database.Today));
        await AddClientAsync("Niets gegeven", null, (workspace) => Billed.Deal(_partner, workspace, 10));
        await AddClientAsync("Niets afgesproken", new(500));

        (await LabelsAsync(new(DiscountDiffers: true))).Should().Equal("Anders", "Niets gegeven");
        (await LabelsAsync(new(DiscountDiffers: true, Descending: true))).Should().Equal("Niets gegeven", "Anders");
        (await LabelsAsync(new("niets", DiscountDiffers: true))).Should().Equal("Niets gegeven");
        (await LabelsAsync(new(DiscountDiffers: true, Kind: AccountKind.Pooled))).Should().BeEmpty();
    }

    [Fact]
    public async Task Filters_by_class_status_and_way_to_pay()
    {
        await _database.AddAsync(
            Billed.Pool(_partner, "Betaalt", more: facts => facts with { Status = AccountStatus.Active }),
            Billed.Pool(_partner, "Op rekening", more: facts => facts with
            {
                PaymentMode = PaymentMode.Offline,
                Status = AccountStatus.PastDue,
            }),
            Billed.Pool(_partner, "Probeert", more: facts => facts with
            {
                PaymentMode = PaymentMode.None,
                TierExpiresAt = _database.Clock.Now.AddDays(12),
                Status = AccountStatus.None,
            }),
            Billed.Pool(_partner, "Krijgt", more: facts => facts with { PaymentMode = PaymentMode.None }));

        (await LabelsAsync(new(Class: AccountClass.Paying))).Should().Equal("Betaalt");
        (await LabelsAsync(new(Class: AccountClass.Managed))).Should().Equal("Op rekening");
        (await LabelsAsync(new(Class: AccountClass.Trial))).Should().Equal("Probeert");
        (await LabelsAsync(new(Class: AccountClass.Comped))).Should().Equal("Krijgt");
        (await LabelsAsync(new(Class: AccountClass.Free))).Should().BeEmpty();
        (await LabelsAsync(new(Status: AccountStatus.PastDue))).Should().Equal("Op rekening");
        (await LabelsAsync(new(Status: AccountStatus.None))).Should().Equal("Krijgt", "Probeert");
        (await LabelsAsync(new(PaymentMode: PaymentMode.None))).Should().Equal("Krijgt", "Probeert");
        (await LabelsAsync(new(PaymentMode: PaymentMode.None, Class: AccountClass.Trial, Tier: Tier.Guardian))).Should().BeEmpty();
    }

    [Fact]
    public async Task Totals_all_that_the_filter_finds_by_the_rule_of_each_account()
    {
        var (workspace, own) = Billed.Client(_partner, period: BillingPeriod.Monthly, discount: new(1_000));
        var pool = Billed.Pool(_partner, "Bureau", Tier.Guardian, more: facts => facts with { PaymentMode = PaymentMode.None });
        var (anna, bram) = (Billed.Person("anna@samenspel.example"), Billed.Person("bram@samenspel.example"));
        var team = Billed.Team(pool);
        await _database.AddAsync(
            workspace,
            own,
            pool,
            team,
            anna,
            bram,
            Billed.Seat(workspace, anna),
            Billed.Invite(workspace, "griffie@zwolle.example"),
            Billed.Seat(team, anna),
            Billed.Seat(team, bram),
            Billed.Pool(_partner, "Leeg"),
            Billed.Pool(_partner, "Oud", Tier.Pilot),
            Billed.Pool(_partner, "Weg", deleted: true));

        (await TotalsAsync(new())).Should().Be(
            new BillingTotals(4, 4, new(155_25 + 300_00 + 20_00), new(155_25 + 20_00)),
            "the comped pool has a price and is not billed, an empty account is billed for one seat, and Pilot has no price");
        (await TotalsAsync(new(Kind: AccountKind.ExternalClient))).Should().Be(new BillingTotals(1, 2, new(155_25), new(155_25)));
        (await TotalsAsync(new("bur", Page: 9))).Should().Be(new BillingTotals(1, 2, new(300_00), Money.Zero));
        (await TotalsAsync(new(new string('a', 300)))).Should().Be(BillingTotals.None);

        Task<BillingTotals> TotalsAsync(BillingQuery query) => Directory.TotalsAsync(Make.Staff, query, default);
    }

    [Fact]
    public async Task Says_whom_to_write_to_at_the_payer_and_at_dembrane()
    {
        var (owner, admin) = (Billed.Person("owner@samenspel.example"), Billed.Person("admin@samenspel.example"));
        var manager = Billed.Person("lot@dembrane.example");
        var (workspace, own) = Billed.Client(_partner, "Zwolle", more: facts => facts with { AccountManagerId = manager.Id });
        await _database.AddAsync(
            owner,
            admin,
            manager,
            workspace,
            own,
            Billed.Pool(_partner, "Bureau", more: facts => facts with { AccountManagerId = Guid.NewGuid() }),
            Host(admin, OrganisationRole.Admin),
            Host(owner, OrganisationRole.Owner));

        (await Directory.ListAsync(Make.Staff, new(), default)).Rows
            .Select(row => (row.Label, row.ContactEmail, row.AccountManager))
            .Should().Equal(
                ("Bureau", "owner@samenspel.example", null),
                ("Zwolle", workspace.DataOwnerEmail, "lot@dembrane.example"));

        OrganisationMembership Host(Person person, OrganisationRole role) =>
            new(Guid.CreateVersion7(), _partner.Id, person.Id, role, FixedClock.Noon, deletedAt: null);
    }

    [Fact]
    public async Task Compares_with_the_terms_in_force_today()
    {
        var today = _database.Today;
        await AddClientAsync(
            "Gewijzigd",
            null,
            workspace => Billed.Deal(_partner, workspace, 5).Promising(10, today).Promising(15, today.AddDays(1)));
        await AddClientAsync(
            "Nog te beginnen",
            null,
            workspace => Billed.Deal(_partner, workspace, 5, today.AddDays(3)).Promising(10, today.AddDays(9)));
        await AddClientAsync(
            "Twee lopen",
            null,
            workspace => Billed.Deal(_partner, workspace, 5),
            workspace => Billed.Deal(_partner, workspace, 10, today),
            workspace => Billed.Deal(_partner, workspace, 15, today.AddDays(1)));

        (await Directory.ListAsync(Make.Staff, new(), default)).Rows
            .Select(row => row.AgreedDiscount?.BasisPoints)
            .Should().Equal(1_000, 500, 1_000);
    }

    [Fact]
    public async Task Finds_the_account_that_pays_for_a_workspace()
    {
        var (workspace, own) = Billed.Client(_partner, "Gemeente Zwolle");
        var (left, closed) = Billed.Client(_partner, "Gemeente Ede", deleted: true);
        var pool = Billed.Pool(_partner);
        var team = Billed.Team(pool);
        var unpaid = Make.Client(_partner);
        await _database.AddAsync(workspace, own, left, closed, pool, team, unpaid, Billed.Deal(_partner, workspace, 10));

        var found = await Directory.FindOfWorkspaceAsync(Make.Staff, workspace.Id, default);
        (found?.Id, found?.IsDiscountMismatch).Should().Be((own.Id, true));
        (await Directory.FindOfWorkspaceAsync(Make.Staff, team.Id, default))!.Id.Should().Be(pool.Id);
        (await Directory.FindOfWorkspaceAsync(Make.Staff, left.Id, default)).Should().BeNull("that account is deleted");
        (await Directory.FindOfWorkspaceAsync(Make.Staff, unpaid.Id, default)).Should().BeNull();
        (await Directory.FindOfWorkspaceAsync(Make.Staff, Guid.NewGuid(), default)).Should().BeNull();
    }

    [Theory]
    [InlineData(null, null, "IX_BillingAccounts_Live_Label")]
    [InlineData(AccountKind.ExternalClient, null, "IX_BillingAccounts_Own_Label")]
    [InlineData(AccountKind.Pooled, null, "IX_BillingAccounts_Pooled_Label")]
    [InlineData(null, Tier.Guardian, "IX_BillingAccounts_Live_Tier")]
    [InlineData(AccountKind.ExternalClient, Tier.Guardian, "IX_BillingAccounts_Own_Tier")]
    [InlineData(AccountKind.Pooled, Tier.Guardian, "IX_BillingAccounts_Pooled_Tier")]
    public async Task Walks_an_index_for_every_order_and_filter_and_sorts_nothing(AccountKind? kind, Tier? tier, string index)
    {
        foreach (var descending in (bool[])[false, true])
        {
            var plan = await _database.QueryAsync(db => db.BillingAccounts.Matching(kind, tier).ByLabel(descending).Take(25).PlanAsync());

            plan.ShouldWalk(index);
        }
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(AccountKind.ExternalClient, null)]
    [InlineData(null, Tier.Guardian)]
    [InlineData(AccountKind.Pooled, Tier.Guardian)]
    public async Task A_search_that_matches_few_begins_at_the_trigrams_whatever_is_filtered(AccountKind? kind, Tier? tier)
    {
        TestStore.OnlyForTheFile("the trigrams of FTS5");
        var plan = await _database.QueryAsync(async db =>
        {
            var labels = await NameSearch<BillingAccount>.PrepareAsync(db, NameIndexes.BillingAccounts, "zwolle", default);
            return await labels.Apply(db).Matching(kind, tier).ByLabel(descending: false).Take(25).PlanAsync();
        });

        plan.Indexes[0].Should().Be("trigram");
    }

    private async Task AddClientAsync(string name, Percentage? discount, params Func<Core.Workspaces.Workspace, object>[] deals)
    {
        var (workspace, account) = Billed.Client(_partner, name, discount: discount);
        await _database.AddAsync([workspace, account, .. deals.Select(deal => deal(workspace))]);
    }

    private async Task TotalsAreCountsAsync(int all)
    {
        (await Directory.ListAsync(Make.Staff, new(), default)).Total.Should().Be(all);
        foreach (var kind in (AccountKind?[])[null, .. Enum.GetValues<AccountKind>()])
        {
            foreach (var tier in (Tier?[])[null, .. Enum.GetValues<Tier>()])
            {
                var listing = await Directory.ListAsync(Make.Staff, new(Kind: kind, Tier: tier), default);
                listing.Total.Should().Be(listing.Rows.Count, "that many are {0} of {1}", kind, tier);
            }
        }
    }

    private async Task<IEnumerable<string>> LabelsAsync(BillingQuery query)
    {
        var listing = await Directory.ListAsync(Make.Staff, query, default);
        listing.Total.Should().Be(listing.Rows.Count);
        return listing.Rows.Select(row => row.Label);
    }
}
