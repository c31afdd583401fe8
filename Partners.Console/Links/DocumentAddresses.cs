namespace Partners.Console.Links;

/// <summary>The addresses of attached documents.</summary>
public static class DocumentAddresses
{
    internal const string Pattern = "/documents/{documentId:guid}/file.pdf";

    public static string Of(Guid document) => $"/documents/{document}/file.pdf";
}
