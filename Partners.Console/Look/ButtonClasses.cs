namespace Partners.Console.Look;

/// <summary>MudBlazor's button as class names, for links and for pages that are written without components.</summary>
internal static class ButtonClasses
{
    private const string Root = "mud-button-root mud-button";

    public const string Filled = $"{Root} mud-button-filled mud-button-filled-primary mud-button-filled-size-medium";
    public const string Outlined = $"{Root} mud-button-outlined mud-button-outlined-default mud-button-outlined-size-medium";
    public const string OutlinedSmall = $"{Root} mud-button-outlined mud-button-outlined-default mud-button-outlined-size-small";
}
