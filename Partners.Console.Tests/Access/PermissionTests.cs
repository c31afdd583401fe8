using FluentAssertions;
using Partners.Console.MadeUp.Demonstration;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Platform.Live;
using Partners.Core.Platform.Mollie;
using static Partners.Core.Access.Permission;

namespace Partners.Console.Tests.Access;

/// <summary>Every command and query of the core with the permission it needs, tried as nobody, without access, and in each role.</summary>
public sealed class PermissionTests
{
    private static readonly Dictionary<string, Permission> s_needs = new(StringComparer.Ordinal)
    {
        ["AuditTrail.ActorsAsync"] = Read,
        ["AuditTrail.FindAsync"] = Read,
        ["AuditTrail.ListAsync"] = Read,
        ["AuditTrail.ReadAsync"] = Read,
        ["AuditTrail.VerifyAsync"] = Read,
        ["AgreementReminders.SendAsync"] = TogglePartner,
        ["BillingDirectory.FindOfWorkspaceAsync"] = Read,
        ["BillingDirectory.ListAsync"] = Read,
        ["BillingDirectory.TotalsAsync"] = Read,
        ["BillingExport.WriteCsvAsync"] = Read,
        ["ClientPayments.BindAsync"] = EditLedger,
        ["ClientPayments.BoundByHandAsync"] = Read,
        ["ClientPayments.CorrectAsync"] = EditLedger,
        ["ClientPayments.InvoicesAsync"] = Read,
        ["ClientPayments.RecordInvoiceAsync"] = EditLedger,
        ["ClientPayments.UnmatchedAsync"] = Read,
        ["ClientStanding.FindAsync"] = Read,
        ["ClientWorkspaces.CreateAsync"] = ManageWorkspaces,
        ["Colleagues.ListAsync"] = Read,
        ["ContactConsents.AskAsync"] = WorkPipeline,
        ["ContactConsents.OfClientAsync"] = Read,
        ["ContactConsents.PreviewAsync"] = WorkPipeline,
        ["ContactConsents.WithdrawAsync"] = WorkPipeline,
        ["DataOwnership.NameAsync"] = ManageWorkspaces,
        ["DealChoices.ClientsAsync"] = Read,
        ["DealChoices.PartnersAsync"] = Read,
        ["DealOverview.FateAsync"] = Read,
        ["DealOverview.FindAsync"] = Read,
        ["DealOverview.LinesAsync"] = Read,
        ["DealOverview.MonthsAsync"] = Read,
        ["DealOverview.UncountedAsync"] = Read,
        ["DemonstrationData.LoadAsync"] = DemonstrationData.Needs,
        ["EvidenceDirectory.ConversationsAsync"] = Read,
        ["EvidenceDirectory.FindAsync"] = Read,
        ["EverywhereSearch.FindAsync"] = Read,
        ["EverywhereSearch.RecallAsync"] = Read,
        ["FindingDirectory.CountsAsync"] = Read,
        ["FindingDirectory.ListAsync"] = Read,
        ["FindingDirectory.OfDealAsync"] = Read,
        ["FindingDirectory.OfPartnerAsync"] = Read,
        ["FindingDirectory.OfWorkspaceAsync"] = Read,
        ["HandoffCertificates.OfHandoffAsync"] = Read,
        ["HandoffCertificates.RecordAsync"] = Transfer,
        ["HandoffConsents.AskForCertificateAsync"] = Transfer,
        ["HandoffConsents.AskForFlowAsync"] = Transfer,
        ["HandoffConsents.AskForTimingAsync"] = Transfer,
        ["HandoffConsents.OfHandoffAsync"] = Read,
        ["HandoffConsents.PreviewCertificateAsync"] = Transfer,
        ["HandoffConsents.PreviewFlowAsync"] = Transfer,
        ["HandoffConsents.PreviewTimingAsync"] = Transfer,
        ["HandoffConsents.WithdrawAsync"] = Transfer,
        ["HandoffDirectory.FindAsync"] = Read,
        ["HandoffDirectory.ListAsync"] = Read,
        ["HandoffDirectory.OfClientAsync"] = Read,
        ["HandoffDirectory.PendingAsync"] = Read,
        ["HandoffDirectory.SuggestionsAsync"] = Read,
        ["HandoffDrafts.ApproveAsync"] = Transfer,
        ["HandoffDrafts.BeginAsync"] = Transfer,
        ["HandoffDrafts.CancelAsync"] = Transfer,
        ["HandoffDrafts.SaveAsync"] = Transfer,
        ["HandoffMail.SendAsync"] = Transfer,
        ["HandoffProofs.AcceptAsync"] = Transfer,
        ["HandoffProofs.OfHandoffAsync"] = Read,
        ["LivePull.RunAsync"] = LivePull.Needs,
        ["PaymentsCheck.RunAsync"] = Read,
        ["PaymentsPull.RunAsync"] = PaymentsPull.Needs,
        ["ProofWatch.CheckAllAsync"] = Transfer,
        ["HandoffTransfer.HandOffAsync"] = Transfer,
        ["HandoffTransfer.RunDueAsync"] = Transfer,
        // What the kind of the job needs besides: tried in JobRunnerTests.
        ["JobList.CancelAsync"] = Read,
        ["JobList.LatestAsync"] = Read,
        ["LedgerDirectory.FailedAsync"] = Read,
        ["LedgerDirectory.FindRowAsync"] = Read,
        ["LedgerDirectory.ListAsync"] = Read,
        ["LedgerDirectory.OfWorkspaceAsync"] = Read,
        ["LedgerExport.ReadAsync"] = Read,
        ["LedgerExport.WriteCsvAsync"] = Read,
        // What the mail's kind takes is asked besides: tried in MailOutboxTests.
        ["MailOutbox.AttachmentAsync"] = Read,
        ["MailOutbox.DiscardAsync"] = Read,
        ["MailOutbox.EditAsync"] = Read,
        ["MailOutbox.FindAsync"] = Read,
        ["MailOutbox.ListAsync"] = Read,
        ["MailOutbox.SendAsync"] = Read,
        ["MailSender.RunAsync"] = Read,
        ["MorningDigests.AskAsync"] = Read,
        ["MorningDigests.FindAsync"] = Read,
        ["MorningDigests.SendAsync"] = Read,
        ["MoveChoices.FindProjectsAsync"] = Read,
        ["MoveChoices.FindWorkspacesAsync"] = Read,
        ["MoveChoices.ProjectsAsync"] = Read,
        ["MoveChoices.WorkspacesAsync"] = Read,
        ["MoveDirectory.FindAsync"] = Read,
        ["ImportRecord.ImportsAsync"] = Read,
        ["ImportRecord.NoticesAsync"] = Read,
        ["ImportRecord.QuietPullsAsync"] = Read,
        ["ImportRecord.RejectionsAsync"] = Read,
        ["MoveDirectory.ListAsync"] = Read,
        ["MoveDirectory.ProjectsAsync"] = Read,
        ["MoveDirectory.SubjectAsync"] = Read,
        ["OrganisationDirectory.AnomaliesAsync"] = Read,
        ["OrganisationDirectory.FindRowAsync"] = Read,
        ["OrganisationDirectory.ListAsync"] = Read,
        ["OrganisationOverview.FindAsync"] = Read,
        ["OrganisationOverview.ImpactOfWithdrawalAsync"] = TogglePartner,
        ["Overview.FindAsync"] = Read,
        ["Overview.MineAsync"] = Read,
        ["PartnerClients.FindAsync"] = Read,
        ["PartnerClients.ListAsync"] = Read,
        ["PartnerToggle.KeepFlagAsync"] = TogglePartner,
        ["PartnerToggle.MakePartnerAsync"] = TogglePartner,
        ["PartnerToggle.RecordAgreementAsync"] = TogglePartner,
        ["PartnerToggle.WithdrawAsync"] = TogglePartner,
        ["Payouts.PayPartnerAsync"] = EditLedger,
        ["Payouts.PlanAsync"] = Read,
        ["Payouts.RecordAsync"] = EditLedger,
        ["Payouts.ReverseAsync"] = EditLedger,
        ["Pipeline.AssignAsync"] = WorkPipeline,
        ["Pipeline.AssignManyAsync"] = WorkPipeline,
        ["Pipeline.BringBackManyAsync"] = WorkPipeline,
        ["Pipeline.SnoozeManyAsync"] = WorkPipeline,
        ["Pipeline.BringBackAsync"] = WorkPipeline,
        ["Pipeline.DismissAsync"] = WorkPipeline,
        ["Pipeline.MoveAsync"] = WorkPipeline,
        ["Pipeline.PlanAsync"] = WorkPipeline,
        ["Pipeline.SnoozeAsync"] = WorkPipeline,
        ["PipelineDirectory.AsOfAsync"] = Read,
        ["PipelineDirectory.BoardAsync"] = Read,
        ["PipelineDirectory.CountsAsync"] = Read,
        ["PipelineDirectory.FindAsync"] = Read,
        ["PipelineDirectory.ListAsync"] = Read,
        ["PipelineDirectory.OfWorkspacesAsync"] = Read,
        ["PipelineDirectory.PartnersAsync"] = Read,
        ["PipelineExport.WriteCsvAsync"] = Read,
        // What the act itself takes is asked besides: tried in PlatformConflictTests.
        ["PlatformConflicts.KeepTheirsAsync"] = Read,
        ["PlatformConflicts.SendAgainAsync"] = Read,
        ["PlatformImport.RunAsync"] = TogglePartner,
        ["PlatformPush.RunAsync"] = Read,
        ["PushRehearsal.RunAsync"] = Read,
        ["PushWaits.FindAsync"] = Read,
        ["PlatformCheck.RunAsync"] = Read,
        ["PlatformHealth.FindAsync"] = Read,
        ["PlatformPull.RunAsync"] = PlatformPull.Needs,
        ["PlatformRecord.ActAsync"] = Read,
        ["PlatformRecord.ActsAsync"] = Read,
        ["PlatformRecord.ExchangeAsync"] = Read,
        ["PlatformRecord.StatesAsync"] = Read,
        ["PlatformStates.FindAsync"] = Read,
        ["PlatformRecord.WaitingLinesAsync"] = Read,
        // Crossing a data owner or a payer also needs Transfer: MoveRules, tested in ProjectMovesTests.
        ["ProjectMoves.MoveAsync"] = MoveProjects,
        ["ProjectMoves.MoveBackAsync"] = MoveProjects,
        ["ProjectMoves.PreviewAsync"] = Read,
        ["ProjectMoves.PreviewBackAsync"] = Read,
        // What recording such a record takes is asked besides: tried in RecordDocumentsTests.
        ["RecordDocuments.AttachAsync"] = Read,
        ["RecordDocuments.FindAsync"] = Read,
        ["RecordDocuments.InvoicesAsync"] = Read,
        ["RecordDocuments.ListAsync"] = Read,
        ["RecordDocuments.RemoveAsync"] = Read,
        ["ReferralLedger.AddAsync"] = EditLedger,
        ["ReferralLedger.AmendAsync"] = EditLedger,
        ["ReferralLedger.EndAsync"] = EditLedger,
        ["ReferralLedger.KeepOurTermsAsync"] = EditLedger,
        ["ReferralLedger.TakePlatformTermsAsync"] = EditLedger,
        ["ReferralLedger.VoidAsync"] = EditLedger,
        ["SavedViews.ListAsync"] = Read,
        ["SavedViews.OpenWithAsync"] = Read,
        ["SavedViews.RemoveAsync"] = Read,
        ["SavedViews.SaveAsync"] = Read,
        ["SignalRefresh.CountListedAsync"] = Read,
        ["SignalRefresh.RunAsync"] = WorkPipeline,
        ["StatementMail.SendAsync"] = EditLedger,
        ["Statements.CloseAllAsync"] = EditLedger,
        ["Statements.OpenMonthsAsync"] = Read,
        ["Statements.CloseAsync"] = EditLedger,
        ["Statements.FindAsync"] = Read,
        ["Statements.FindPartnerAsync"] = Read,
        ["Statements.OwedAsync"] = Read,
        ["SyntheticData.LoadAsync"] = DemonstrationData.Needs,
        ["WorkspaceDirectory.ListAsync"] = Read,
        ["WorkspaceLogos.FindAsync"] = Read,
        ["WorkspaceLogos.PlaceAsync"] = ManageWorkspaces,
        ["WorkspaceLogos.RemoveAsync"] = ManageWorkspaces,
        ["WorkspaceLogos.SummaryAsync"] = Read,
        ["WorkspaceOverview.FindAsync"] = Read,
        ["WorkspaceOverview.ProjectsAsync"] = Read,
        // Making someone owner also needs Transfer: RoleRules, tested in WorkspacePeopleTests.
        ["WorkspacePeople.ChangeRoleAsync"] = ManageWorkspaces,
        ["WorkspacePeople.InviteAsync"] = ManageWorkspaces,
        ["WorkspacePeople.PutOnSideAsync"] = Transfer,
        ["WorkspacePeople.RemoveAsync"] = ManageWorkspaces,
        ["WorkspacePeople.RevokeInviteAsync"] = ManageWorkspaces,
        ["WorkspacePeople.SendInviteAgainAsync"] = ManageWorkspaces,
    };

    /// <summary>What the console does by itself: no page or address leads here.</summary>
    private static readonly string[] s_ofTheConsoleItself =
    [
        "ChangeFeed.Listen",
        "ChangeFeed.Since",
        "DatabaseUpkeep.ExplainAsync",
        "DatabaseUpkeep.IsPendingAsync",
        "DatabaseUpkeep.MigrateAsync",
        "DatabaseUpkeep.PrepareAsync",
        "DemonstrationData.LoadIfEmptyAsync",
        "IFreshSignIn.Refuse",
        "IMailCarrier.CarryAsync",
        "ISecretSeal.Open",
        "ISecretSeal.Seal",
        "JobRunner.MarkInterruptedAsync",
        "JobRunner.PruneAsync",
        "LedgerUpkeep.CatchUpAsync",
        "MailSender.HasWorkAsync",
        "PlatformPush.HasWorkAsync",
        "RequestLog.PruneAsync",
        "SignalRefresh.HasClientsAsync",
        "SignalRefresh.IsReadAsync",
        "SignInSessions.AddAsync",
        "SignInSessions.EndAsync",
        "SignInSessions.EndByCheckAsync",
        "SignInSessions.EndOnceAsync",
        "SignInSessions.FindAsync",
        "SignInSessions.KeepAsync",
        "SignInSessions.LeaveCheckAsync",
        "SignInSessions.RenewAsync",
        "SignInSessions.TakeCheckAsync",
        "WriteGate.Dispose",
        "WriteGate.EnterAsync",
    ];

    /// <summary>What the token of a link allows, and nothing else: tried in TimingLinkTests and ConsentPageTests.</summary>
    private static readonly string[] s_byLink = ["ConsentAnswers.AnswerAsync", "ConsentAnswers.FindAsync"];

    private static readonly (string Who, Staff Staff)[] s_everybody =
    [
        ("nobody", new(string.Empty, string.Empty, string.Empty, None)),
        ("without access", Make.Nobody),
        ("Staff", Make.Staff),
        ("Commercial owner", Make.CommercialOwner),
        ("Handoff operator", Make.Operator),
    ];

    public static TheoryData<string> Operations => [.. CoreOperations.ForSomebody];

    [Fact]
    public void Names_every_operation_and_no_other() =>
        CoreOperations.ForSomebody
            .Select(CoreOperations.ShortNameOf)
            .Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo(s_needs.Keys);

    [Fact]
    public void Leaves_nothing_that_takes_nobodys_name_but_what_the_console_does_itself_and_links() =>
        CoreOperations.ForNobody.Should().BeEquivalentTo([.. s_ofTheConsoleItself, .. s_byLink]);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Lets_in_whom_the_table_says_and_nobody_else(string operation)
    {
        await using var database = await TestDatabase.CreateAsync();
        var needs = s_needs.GetValueOrDefault(CoreOperations.ShortNameOf(operation));
        needs.Should().NotBe(None, "{0} has its line in the table", operation);

        foreach (var (who, staff) in s_everybody)
        {
            (await database.LetsInAsync(operation, staff)).Should().Be(
                staff.May(needs),
                "{0} needs {1}, and {2} has {3}",
                operation,
                needs,
                who,
                staff.Permissions);
        }
    }

    [Fact]
    public void Gives_each_role_what_the_README_says()
    {
        var staff = Read | TogglePartner | ManageWorkspaces | WorkPipeline | MoveProjects;
        Role.All
            .Select(role => (role.Name, role.Permissions))
            .Should().Equal(("Staff", staff), ("Commercial owner", staff | EditLedger), ("Handoff operator", staff | Transfer));
    }
}
