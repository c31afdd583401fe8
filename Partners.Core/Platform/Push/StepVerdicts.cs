using System.Text.Json;
using System.Text.Json.Nodes;
using Partners.Core.Outbox;

namespace Partners.Core.Platform.Push;

/// <summary>
/// Decides on a step by the platform's rows as they are now: what is there already is not written again, what others changed is left as it
/// is, and the rest becomes one request (docs/product.md I71).
/// </summary>
public static class StepVerdicts
{
    /// <param name="done">Fields that the platform's own trail says it had from us: whatever they are now came later.</param>
    public static StepVerdict Of(PushStep step, RowsThere there, Mover mover, IReadOnlySet<Guid>? done = null) => step.Shape switch
    {
        StepShape.File => there.Find(step.Rows[0]) is null ? new ToSend(new PlaceFile(Guid.Parse(step.Rows[0].Item))) : new AllThere(),
        StepShape.Create or StepShape.CreateChain => OfNew(step, there),
        _ => OfChange(step, there, mover, done ?? new HashSet<Guid>()),
    };

    private static StepVerdict OfNew(PushStep step, RowsThere there)
    {
        if (step.Rows.FirstOrDefault(row => there.Find(row) is { } found && !IsOurs(row, found)) is { } taken)
        {
            return new NumberIsTaken(taken);
        }

        var missing = step.Rows.Where(row => there.Find(row) is null).ToList();
        if (missing.Count == 0)
        {
            return new AllThere();
        }

        if (step.Shape == StepShape.Create)
        {
            return new ToSend(new CreateRows(missing[0].Collection, [.. missing.Select(Copy)]));
        }

        // The whole chain, or what is left of it from its end: each needs the one after it.
        return new ToSend(missing.Count == step.Rows.Count
            ? new CreateRows(missing[0].Collection, [Nested(missing)])
            : new CreateRows(missing[^1].Collection, [Copy(missing[^1])]));
    }

    /// <summary>An id of ours says so by itself. The numbers of deals are counted, so the row has to be the same deal's.</summary>
    private static bool IsOurs(PushRow row, JsonObject found) => row.Collection != PlatformFields.ReferralLedger
        || Array.TrueForAll(
            [PlatformFields.PartnerId, PlatformFields.WorkspaceId],
            field => FieldThere.IsSame(field, row.Values![field], found[field]));

    private static JsonObject Nested(List<PushRow> rows)
    {
        var row = Copy(rows[0]);
        if (rows.Count > 1)
        {
            var link = rows[1].Collection switch
            {
                PlatformFields.Organisation => PlatformFields.OrganisationId,
                PlatformFields.Workspace => PlatformFields.WorkspaceId,
                _ => PlatformFields.BillingAccountId,
            };
            row[link] = Nested([.. rows.Skip(1)]);
        }

        return row;
    }

    private static JsonObject Copy(PushRow row) => row.Values!.DeepClone().AsObject();

    private static StepVerdict OfChange(PushStep step, RowsThere there, Mover mover, IReadOnlySet<Guid> done)
    {
        var (differing, toWrite) = (new List<FieldDiffers>(), new List<(PushRow Row, List<PushField> Fields, JsonObject There)>());
        foreach (var row in step.Rows)
        {
            if (there.Find(row) is not { } found)
            {
                return new CannotBeSent(row, $"The platform does not have {row.Name}.");
            }

            var fields = new List<PushField>();
            foreach (var field in row.Fields.Where(field => !done.Contains(field.Change)))
            {
                switch (FieldThere.Compare(field, found))
                {
                    case FieldStanding.AsBefore:
                        fields.Add(field);
                        break;
                    case FieldStanding.Otherwise:
                        differing.Add(new(row, field, FieldThere.Value(field.Field, found)));
                        break;
                }
            }

            if (fields.Count > 0
                && found[PlatformFields.DeletedAt] is not null
                && fields.TrueForAll(field => field.Field != PlatformFields.DeletedAt))
            {
                return new CannotBeSent(row, $"{row.Name} was deleted on the platform.");
            }

            if (fields.Count > 0)
            {
                toWrite.Add((row, fields, found));
            }
        }

        return differing.Count > 0 ? new Differing(differing)
            : toWrite.Count == 0 ? new AllThere()
            : new ToSend(step.Shape switch
            {
                StepShape.Change => One(toWrite[0].Row, toWrite[0].Fields, toWrite[0].There),
                StepShape.ChangeNested => Places(step, toWrite),
                _ => new ChangeRows(
                    step.Rows[0].Collection,
                    [.. toWrite.Select(one => WithId(one.Row, Data(one.Row, one.Fields, one.There, mover)))]),
            });
    }

    /// <summary>On the condition of what was read. The platform compares no instants and no lists: those were compared here.</summary>
    private static ChangeRow One(PushRow row, List<PushField> fields, JsonObject there) => new(
        row.Collection,
        row.Id,
        fields
            .Where(field => field.Field != PlatformFields.StickyRemoved)
            .Select(field => (field.Field, Now: there[field.Field]))
            .Where(one => one.Now is null || (one.Now is JsonValue && !one.Field.EndsWith("_at", StringComparison.Ordinal)))
            .ToDictionary(one => one.Field, one => one.Now?.DeepClone() as JsonValue, StringComparer.Ordinal),
        Data(row, fields, there, mover: null));

    private static ChangeRows Places(PushStep step, List<(PushRow Row, List<PushField> Fields, JsonObject There)> toWrite)
    {
        var bodies = toWrite.ToDictionary(one => one.Row, one => WithId(one.Row, Data(one.Row, one.Fields, one.There, mover: null)));
        var account = bodies.FirstOrDefault(body => body.Key.Collection == PlatformFields.BillingAccount).Value;
        var workspaceRow = step.Rows.FirstOrDefault(row => row.Collection == PlatformFields.Workspace);
        var workspace = workspaceRow is null ? null : bodies.GetValueOrDefault(workspaceRow);
        if (account is not null && workspaceRow is not null)
        {
            workspace ??= WithId(workspaceRow, []);
            workspace[PlatformFields.BillingAccountId] = account;
            account = null;
        }

        var members = bodies.Where(body => body.Key.Collection == PlatformFields.WorkspaceMembership).Select(body => body.Value).ToList();
        if (workspace is not null && step.Rows.FirstOrDefault(row => row.Collection == PlatformFields.WorkspaceMembership) is { } first)
        {
            if (members.Count == 0)
            {
                members.Add(WithId(first, []));
            }

            members[0][PlatformFields.WorkspaceId] = workspace;
        }

        return members.Count > 0 ? new(PlatformFields.WorkspaceMembership, members)
            : workspace is not null ? new(PlatformFields.Workspace, [workspace])
            : new(PlatformFields.BillingAccount, [account!]);
    }

    private static JsonObject WithId(PushRow row, JsonObject data)
    {
        var body = new JsonObject { [PlatformFields.Id] = row.Id };
        foreach (var (field, value) in data)
        {
            body[field] = value?.DeepClone();
        }

        return body;
    }

    private static JsonObject Data(PushRow row, List<PushField> fields, JsonObject there, Mover? mover)
    {
        var data = new JsonObject();
        foreach (var field in fields)
        {
            if (field.Field == PlatformFields.StickyRemoved)
            {
                data[PlatformFields.Settings] = Settings(there, field.After);
            }
            else
            {
                data[field.Field] = field.After?.DeepClone();
            }
        }

        if (row.Collection == PlatformFields.Project && mover is not null && data.ContainsKey(PlatformFields.WorkspaceId))
        {
            data[PlatformFields.MoveHistory] = History(there, data[PlatformFields.WorkspaceId], mover);
        }

        return data;
    }

    /// <summary>The settings are replaced whole: theirs, with our removals added.</summary>
    private static JsonObject Settings(JsonObject there, JsonNode? removed)
    {
        var settings = there[PlatformFields.Settings] as JsonObject is { } theirs ? theirs.DeepClone().AsObject() : [];
        var list = settings["sticky_removed"] as JsonArray is { } kept ? kept.DeepClone().AsArray() : [];
        var known = FieldThere.People(list);
        foreach (var id in FieldThere.People(removed).Where(id => !known.Contains(id)))
        {
            list.Add(JsonValue.Create(id));
        }

        settings["sticky_removed"] = list;
        return settings;
    }

    private static JsonArray History(JsonObject there, JsonNode? to, Mover mover)
    {
        var history = there[PlatformFields.MoveHistory] switch
        {
            JsonArray list => list.DeepClone().AsArray(),
            JsonValue text when text.GetValueKind() == JsonValueKind.String
                && JsonNode.Parse(text.GetValue<string>()) is JsonArray list => list,
            _ => [],
        };
        history.Add((JsonNode)new JsonObject
        {
            ["from"] = there[PlatformFields.WorkspaceId]?.DeepClone(),
            ["to"] = to?.DeepClone(),
            ["by"] = mover.Person?.ToString(),
            ["at"] = PlatformWords.Of(mover.At),
        });
        return history;
    }
}
