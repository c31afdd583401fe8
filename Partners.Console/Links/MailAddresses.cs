using Microsoft.AspNetCore.WebUtilities;
using Partners.Console.Shell;
using Partners.Core.Mail;

namespace Partners.Console.Links;

/// <summary>The addresses of the outbox. They carry a person's search, state and page.</summary>
public static class MailAddresses
{
    public const string List = "/mail";

    internal const string AttachmentPattern = "/mail/{mailId:guid}/attachment";

    internal const string CaughtPattern = "/mail/{mailId:guid}/caught";

    public static string Of(Guid mail) => $"{List}/{mail}";

    public static string Attachment(Guid mail) => $"{Of(mail)}/attachment";

    /// <summary>In Development: the mail as a file, with its links.</summary>
    public static string Caught(Guid mail) => $"{Of(mail)}/caught";

    /// <summary>Leaves out default values.</summary>
    public static string Of(MailQuery query) => QueryHelpers.AddQueryString(
        List,
        new (string Name, string? Value)[]
        {
            ("q", string.IsNullOrWhiteSpace(query.Search) ? null : query.Search),
            ("state", query.State is { } state ? NameOf(state) : null),
            ("kind", query.AboutKind),
            ("about", query.AboutId),
            ("page", PageNumber.Write(query.Page)),
        }
            .Where(part => part.Value is not null)
            .Select(part => KeyValuePair.Create(part.Name, part.Value)));

    /// <summary>Reads an address. Invalid values are ignored.</summary>
    public static MailQuery Read(string? search, string? state, string? kind, string? about, string? page) => new(
        string.IsNullOrWhiteSpace(search) ? null : search,
        Enum.GetValues<MailState>().Cast<MailState?>().FirstOrDefault(known => NameOf(known!.Value) == state),
        string.IsNullOrWhiteSpace(about) ? null : kind,
        string.IsNullOrWhiteSpace(kind) ? null : about,
        PageNumber.Read(page));

    private static string NameOf(MailState state) => state.ToString().ToLowerInvariant();
}
