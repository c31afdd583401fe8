namespace Partners.Console.Search;

/// <summary>What the console does from the palette, beside leading somewhere.</summary>
public enum PaletteAction
{
    MakePartner,
    AddDeal,
    RefreshSignals,
    SwitchTheme,
}

/// <summary>One line of the palette: leads to an address, or does something.</summary>
/// <param name="Detail">The second line.</param>
/// <param name="Icon">A name from Material Symbols.</param>
public sealed record PaletteOption(string Text, string Detail, string Icon)
{
    /// <summary>Null where it does something, and where it cannot be opened.</summary>
    public string? Href { get; init; }

    public PaletteAction? Action { get; init; }

    /// <summary>The organisation that the action is about; null where it asks, or is about none.</summary>
    public Guid? Of { get; init; }

    /// <summary>What the browser keeps of it, to be offered again: no name.</summary>
    public string? Reference { get; init; }

    public bool IsAvailable => Href is not null || Action is not null;
}

/// <param name="Options">Never none.</param>
public sealed record PaletteGroup(string Name, IReadOnlyList<PaletteOption> Options);
