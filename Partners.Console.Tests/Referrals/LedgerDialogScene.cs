using AngleSharp.Dom;
using Bunit;
using FluentAssertions;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using Partners.Console.Referrals;
using Partners.Console.Shell;
using Partners.Console.Tests.Support;
using Partners.Core.Access;
using Partners.Core.Referrals;

namespace Partners.Console.Tests.Referrals;

/// <summary>The base of tests of the ledger's dialogs, over the real services and a database.</summary>
public abstract class LedgerDialogScene : LedgerPages
{
    private Task answered = Task.CompletedTask;

    /// <summary>What the dialog closed with; null while it is open.</summary>
    protected object? Answer { get; private set; }

    /// <summary>Waits until the dialog has closed with an answer, which its opener hears after the form was sent.</summary>
    protected async Task<TAnswer> ClosedWithAsync<TAnswer>()
    {
        await answered.WaitAsync(TimeSpan.FromSeconds(10));
        return Answer.Should().BeOfType<TAnswer>().Subject;
    }

    protected Task<LedgerRow?> RowAsync(Guid deal) =>
        Scene.Database.Get<LedgerDirectory>().FindRowAsync(Make.Staff, deal, CancellationToken.None);

    protected Task<IRenderedComponent<MudDialogProvider>> AddAsync(bool ofPartner = true, Staff? who = null) =>
        OpenAsync(dialogs => dialogs.AddDealAsync(ofPartner ? (Scene.Partner.Id, Scene.Partner.Name) : null), who);

    protected async Task<IRenderedComponent<MudDialogProvider>> AmendAsync(Guid deal, Staff? who = null)
    {
        var row = await RowAsync(deal);
        return await OpenAsync(dialogs => dialogs.AmendDealAsync(row!), who);
    }

    /// <summary>Opens a dialog like a page does.</summary>
    protected async Task<IRenderedComponent<MudDialogProvider>> OpenAsync<TAnswer>(Func<PageDialogs, Task<TAnswer>> open, Staff? who = null)
    {
        RenderTree.Add<CascadingValue<Staff>>(scope => scope.Add(staff => staff.Value, who ?? Make.CommercialOwner));
        var page = Render<MudDialogProvider>();
        await page.InvokeAsync(() => { answered = KeepAsync(open(Services.GetRequiredService<PageDialogs>())); });
        await page.WaitForElementAsync("form");
        return page;

        async Task KeepAsync(Task<TAnswer> answer) => Answer = await answer;
    }
}

/// <summary>Finds fields by their labels, as a person does.</summary>
internal static class DialogFields
{
    public static IElement Field(this IRenderedComponent<IComponent> dialog, string label) =>
        dialog.Find($"#{dialog.FindAll(".form-field > label").Single(found => found.TextContent == label).GetAttribute("for")}");

    public static string? ValueOf(this IRenderedComponent<IComponent> dialog, string label) => dialog.Field(label).GetAttribute("value");

    public static IReadOnlyList<string?> ValuesOf(this IRenderedComponent<IComponent> dialog, params string[] labels) =>
        [.. labels.Select(dialog.ValueOf)];

    public static Task TypeAsync(this IRenderedComponent<IComponent> dialog, string label, string? value) =>
        dialog.Field(label).ChangeAsync(new() { Value = value });

    public static async Task TypeAsync(this IRenderedComponent<IComponent> dialog, params (string Label, string? Value)[] fields)
    {
        foreach (var (label, value) in fields)
        {
            await dialog.TypeAsync(label, value);
        }
    }

    public static IReadOnlyList<string> Options(this IRenderedComponent<IComponent> dialog, string label) =>
        [.. dialog.Field(label).QuerySelectorAll("option").Select(option => option.TextContent.Trim())];

    /// <summary>Chooses by the text of the choice.</summary>
    public static Task ChooseAsync(this IRenderedComponent<IComponent> dialog, string label, string choice) =>
        dialog.TypeAsync(
            label,
            dialog.Field(label).QuerySelectorAll("option").Single(option => option.TextContent.Trim() == choice).GetAttribute("value"));

    public static Task SendAsync(this IRenderedComponent<IComponent> dialog) => dialog.Find("form").SubmitAsync();

    /// <summary>The sentence at the field, which describes its input.</summary>
    public static string? RefusalAt(this IRenderedComponent<IComponent> dialog, string label)
    {
        var input = dialog.Field(label);
        return input.GetAttribute("aria-invalid") != "true"
            ? null
            : (input.GetAttribute("aria-describedby") ?? string.Empty)
                .Split(' ')
                .Select(id => dialog.FindAll($"p#{id}.field-refusal"))
                .Single(found => found.Count == 1)[0].TextContent;
    }

    public static string Alert(this IRenderedComponent<IComponent> dialog) =>
        dialog.Find("[role=alert]").TextContent.Replace('\u00a0', ' ');
}
