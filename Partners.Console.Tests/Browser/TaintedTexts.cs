using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Partners.Console.Tests.Browser;

/// <summary>Puts markup into every text of the database that a person or an import can supply, each naming its column.</summary>
internal static class TaintedTexts
{
    private const string Before = "\"'><script class=hurt>alert(1)</script><img src=x class=hurt onerror=alert(2)><b class=hurt>";
    private const string After = "</b>";

    /// <summary>Returns how many elements the markup created, then the columns whose markup a page shows literally.</summary>
    public const string Look = """
        () => {
          const values = [...document.querySelectorAll('input, textarea')].map(input => input.value);
          const links = [...document.querySelectorAll('a')].map(link => link.getAttribute('href'));
          const said = [document.body.textContent, ...values, ...links].join('\n');
          const mark = /"'><script class=hurt>alert\(1\)<\/script><img src=x class=hurt onerror=alert\(2\)><b class=hurt>([\w.]+)<\/b>/g;
          const places = [...said.matchAll(mark)].map(match => match[1]);
          return [String(document.querySelectorAll('.hurt, [src="x"], [onerror]').length), ...new Set(places)];
        }
        """;

    /// <summary>By entity.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Texts = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["AuditEntry"] = ["ActorName", "Reason", "SubjectName"],
        ["BillingAccount"] = ["AddressLine", "City", "Country", "DiscountKind", "Label", "LegalName", "PostalCode", "VatNumber"],
        ["Candidate"] = ["DismissedBecause", "NextStep", "Notes", "OwnerName"],
        ["ClosedMonth"] = ["ClosedByName"],
        ["ConsentLink"] = ["CreatedByName", "NetworkAddress", "PersonEmail", "PersonName", "Reason", "WithdrawnByName", "Words"],
        ["Deal"] = ["ClientName", "Notes"],
        ["DealSummary"] = ["Failure"],
        ["DealTerms"] = ["AgreementReference", "Reason", "RecordedByName"],
        ["DigestWish"] = ["Email", "Name"],
        ["FormerBinding"] = ["CorrectedByName", "Reason"],
        ["Handoff"] = [
            "ApprovedByName", "BlockedBecause", "CancelledBecause", "ChangedByName", "ConfirmedByName", "EndedByName", "NewClientName",
            "PreparedByName",
        ],
        ["HandoffCertificate"] = ["Because", "Notes", "ReceivedBy", "RecordedByName", "SignedBy"],
        ["ImportNotice"] = ["File", "Sentence"],
        ["ImportRejection"] = ["File", "Item", "Reason"],
        ["ImportRun"] = ["Folder", "Message", "StartedByName"],
        ["Job"] = ["About", "CancelledByName", "Message", "StartedByName"],
        ["LedgerLine"] = ["Reason", "Source"],
        ["Move"] = ["ByName", "From", "Organisations", "Reason", "To"],
        ["MovedProject"] = ["Name"],
        ["Organisation"] = ["Name"],
        ["OutgoingMail"] = [
            "AboutName", "AskedByName", "AttachmentName", "Body", "ChangedByName", "Problem", "Subject", "ToAddress", "ToName",
        ],
        ["PaidInvoice"] = ["CreditOf", "Number", "RecordedByName"],
        ["PartnerAgreement"] = ["Link", "RecordedByName", "Reference", "RelationshipOwner"],
        ["Payout"] = ["AdvanceReason", "RecordedByName", "Reference", "ReversalReason"],
        ["Person"] = ["DisplayName", "Email"],
        ["PlatformChange"] = ["ByName", "ItemName", "Why"],
        ["PlatformDelivery"] = ["Because", "TheirsBy"],
        ["PlatformSync"] = ["Problem", "Withheld"],
        ["Project"] = ["LegalBasis", "Name", "PrivacyAddress"],
        ["ProjectWebhook"] = ["Events", "Host", "Name", "Status"],
        ["ProofBreach"] = ["AcceptedBecause", "AcceptedByName", "Because", "OpenedBy", "Who"],
        ["RefusedPayment"] = ["Amount", "Day", "Reason"],
        ["SavedView"] = ["Name", "Query"],
        ["SidePlacement"] = ["Email", "PlacedByName", "Reason"],
        ["SignalRefreshRun"] = ["StartedByName"],
        ["StoredDocument"] = ["AttachedByName", "EndedBecause", "EndedByName", "Name"],
        ["Workspace"] = [
            "DataOwnerEmail", "DataOwnerName", "LegalBasis", "LogoUrl", "Name", "PartnerAgreementAcceptedByName", "PrivacyAddress",
        ],
        ["WorkspaceInvite"] = ["Email"],
        ["WorkspaceLogo"] = ["UploadedByName"],
    };

    /// <summary>Columns that hold several texts, as JSON.</summary>
    private static readonly Dictionary<string, string[]> s_json = new(StringComparer.Ordinal)
    {
        ["AuditEntry"] = ["After", "Before"],
        ["ClosedMonth"] = ["Statement"],
        ["ConsentLink"] = ["Statement"],
        ["Handoff"] = ["Plan", "ProofThere", "Record"],
        ["PlatformChange"] = ["Before", "Theirs", "Value"],
    };

    /// <summary>Values that the console or its keys decide: ids, hashes, search keys, names of enum values.</summary>
    private static readonly Dictionary<string, string[]> s_notTyped = new(StringComparer.Ordinal)
    {
        ["Activity"] = ["Action", "Collection", "Item"],
        ["AuditEntry"] = ["Action", "ActorSubject", "Hash", "PreviousHash", "SubjectId", "SubjectKind"],
        ["BillingAccount"] = ["LabelKey", "MollieCustomerId", "MollieSubscriptionId"],
        ["Candidate"] = ["OwnerSubject"],
        ["PipelineEntry"] = ["ClientKey", "OwnerSubject", "PartnerKey"],
        ["Chargeback"] = ["Id", "PaymentId"],
        ["ClosedMonth"] = ["ClosedBySubject"],
        ["ConsentLink"] = ["Choice", "CreatedBySubject", "Print", "TokenHash"],
        ["DealSummary"] = ["ClientKey", "NamesKey", "PartnerKey"],
        ["DealTerms"] = ["RecordedBySubject"],
        ["DigestWish"] = ["Subject"],
        ["FormerBinding"] = ["PaymentId"],
        ["FormerCustomer"] = ["MollieCustomerId"],
        ["HandledRequest"] = ["Command", "Result", "Subject"],
        ["Handoff"] = ["ApprovedBySubject", "ChangedBySubject", "ConfirmedBySubject", "PreparedBySubject"],
        ["HandoffCertificate"] = ["RecordedBySubject"],
        ["ImportedCollection"] = ["Name"],
        ["ImportRun"] = ["Findings", "StartedBySubject"],
        ["Job"] = ["Kind", "Machine", "StartedBySubject"],
        ["Move"] = ["BySubject"],
        ["MoveSide"] = ["NamesKey"],
        ["Organisation"] = ["NameKey"],
        ["OutgoingMail"] = [
            "AboutId", "AboutKind", "AskedBySubject", "AttachmentSha256", "AttachmentType", "SealedPart",
        ],
        ["PaidInvoice"] = ["NumberKey", "RecordedBySubject"],
        ["PartnerAgreement"] = ["RecordedBySubject"],
        ["Payment"] = ["Id", "MollieCustomerId", "Status"],
        ["Payout"] = ["RecordedBySubject"],
        ["Person"] = ["EmailKey", "NameKey"],
        ["PlatformChange"] = ["BySubject", "Collection", "Field", "Item"],
        ["Project"] = ["MoveHistory"],
        ["ProjectWebhook"] = ["AddressHash"],
        ["ProofBreach"] = ["Key"],
        ["Refund"] = ["Id", "PaymentId", "Status"],
        ["RefusedPayment"] = ["Id"],
        ["SavedView"] = ["NameKey", "Subject"],
        ["SidePlacement"] = ["EmailKey"],
        ["SignalRefreshRun"] = ["Settings", "StartedBySubject"],
        ["SignInSession"] = ["Id", "ProviderSession", "Subject"],
        ["StoredDocument"] = ["AttachedBySubject", "Sha256"],
        ["UsedLogoutToken"] = ["Id"],
        ["Workspace"] = ["ClientKey", "NameKey", "PartnerAgreementAcceptedBySubject", "RemovedForGood"],
        ["WorkspaceInvite"] = ["EmailKey"],
        ["WorkspaceLogo"] = ["ContentType", "Sha256", "UploadedBySubject"],
        ["WorkspaceMembership"] = ["Source"],
    };

    /// <summary>Texts that the demonstration leaves empty and that may be filled anywhere.</summary>
    private static readonly HashSet<string> s_filled = new(StringComparer.Ordinal)
    {
        "DealSummary.Failure", "LedgerLine.Reason",
        "AuditEntry.Reason", "Candidate.NextStep", "Candidate.Notes", "Deal.Notes", "DealTerms.Reason", "ImportRun.Message", "Move.Reason",
        "PartnerAgreement.Link", "Handoff.ApprovedByName", "Handoff.BlockedBecause", "Handoff.NewClientName",
        "Workspace.PartnerAgreementAcceptedByName", "BillingAccount.AddressLine", "BillingAccount.DiscountKind", "BillingAccount.City",
        "BillingAccount.Country", "BillingAccount.LegalName", "BillingAccount.PostalCode", "BillingAccount.VatNumber",
    };

    /// <summary>Words in the JSON columns that the console itself reads.</summary>
    private static readonly HashSet<string> s_wordsOfTheirOwn = new(StringComparer.OrdinalIgnoreCase)
    {
        "PaymentMode", "Fate", "Role", "Before", "After", "Kind", "Month", "Source",
    };

    /// <summary>The model's text columns, and those of the lists above.</summary>
    public static (IEnumerable<string> InModel, IEnumerable<string> Listed) Columns(IModel model) =>
        (
            model
                .GetEntityTypes()
                .SelectMany(entity => entity.GetProperties().Where(IsText).Select(property => $"{entity.ClrType.Name}.{property.Name}"))
                .Distinct(StringComparer.Ordinal),
            Texts.Concat(s_json).Concat(s_notTyped).SelectMany(entity => entity.Value.Select(column => $"{entity.Key}.{column}")));

    public static Task TaintAsync(DemonstrationConsole console) => console.QueryAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA foreign_keys = OFF");
        foreach (var trigger in await QueryAsync<string>(db, "SELECT name AS Value FROM sqlite_master WHERE type = 'trigger'"))
        {
            await ExecuteAsync(db, $"""DROP TRIGGER "{trigger}" """);
        }

        foreach (var (entity, column) in Texts.SelectMany(entity => entity.Value.Select(column => (entity.Key, column))))
        {
            var place = $"{entity}.{column}";
            var which = place == "LedgerLine.Source" ? "WHERE Kind IN ('Payment', 'Refund')"
                : s_filled.Contains(place) ? string.Empty
                : $"""WHERE "{column}" IS NOT NULL""";
            await ExecuteAsync(
                db,
                $$"""UPDATE "{{TableOf(db, entity)}}" SET "{{column}}" = coalesce("{{column}}", '') || {0} {{which}}""",
                Before + place + After);
        }

        foreach (var (entity, column) in s_json.SelectMany(entity => entity.Value.Select(column => (entity.Key, column))))
        {
            var table = TableOf(db, entity);
            foreach (var row in await QueryAsync<JsonRow>(
                db,
                $"""SELECT rowid AS "Row", "{column}" AS "Text" FROM "{table}" WHERE "{column}" IS NOT NULL"""))
            {
                await ExecuteAsync(
                    db,
                    $$"""UPDATE "{{table}}" SET "{{column}}" = {0} WHERE rowid = {1}""",
                    Tainted(JsonNode.Parse(row.Text), $"{entity}.{column}", name: null)?.ToJsonString() ?? "null",
                    row.Row);
            }
        }

        await db.Database.CloseConnectionAsync();
        return true;
    });

    private static JsonNode? Tainted(JsonNode? node, string place, string? name) => node switch
    {
        JsonObject values => new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, Tainted(value.Value, place, value.Key)))),
        JsonArray values => new JsonArray([.. values.Select(value => Tainted(value, place, name))]),
        JsonValue value when value.TryGetValue<string>(out var text) && IsTyped(text, name) => text + Before + place + After,
        _ => node?.DeepClone(),
    };

    private static bool IsTyped(string text, string? name) =>
        (name is null || !s_wordsOfTheirOwn.Contains(name))
        && !Guid.TryParse(text, out _)
        && !DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static bool IsText(IProperty property) =>
        (property.FindRelationalTypeMapping()?.Converter?.ProviderClrType ?? property.ClrType) == typeof(string)
        && !(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum;

    private static string TableOf(DbContext db, string entity) =>
        db.Model.GetEntityTypes().First(found => found.ClrType.Name == entity).GetTableName()!;

    /// <param name="sql">Contains only names from the model.</param>
    private static Task<int> ExecuteAsync(DbContext db, string sql, params object[] values) => db.Database.ExecuteSqlRawAsync(sql, values);

    /// <inheritdoc cref="ExecuteAsync"/>
    private static Task<List<T>> QueryAsync<T>(DbContext db, string sql) => db.Database.SqlQueryRaw<T>(sql).ToListAsync();

    private sealed record JsonRow(long Row, string Text);
}
