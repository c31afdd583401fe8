using Partners.Core.Access;
using Partners.Core.Values;

namespace Partners.Core.Branding;

/// <summary>A logo uploaded for a workspace. Never changed: a replacement is a new record, and earlier ones stay.</summary>
public sealed class WorkspaceLogo : Entity
{
    private WorkspaceLogo()
    {
    }

    internal WorkspaceLogo(
        Guid workspaceId,
        string contentType,
        int width,
        int height,
        byte[] content,
        string sha256,
        Staff by,
        DateTimeOffset at)
    {
        Id = Guid.CreateVersion7(at);
        WorkspaceId = workspaceId;
        ContentType = contentType;
        Width = width;
        Height = height;
        Content = content;
        Sha256 = sha256;
        UploadedBySubject = by.Subject;
        UploadedByName = by.Name;
        UploadedAt = at;
    }

    public Guid WorkspaceId { get; private set; }

    /// <summary><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>, judged by its content.</summary>
    public string ContentType { get; private set; } = string.Empty;

    /// <summary>In pixels.</summary>
    public int Width { get; private set; }

    /// <summary>In pixels.</summary>
    public int Height { get; private set; }

    public byte[] Content { get; private set; } = [];

    /// <summary>The content's hash, in lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = string.Empty;

    public string UploadedBySubject { get; private set; } = string.Empty;

    public string UploadedByName { get; private set; } = string.Empty;

    public DateTimeOffset UploadedAt { get; private set; }
}
