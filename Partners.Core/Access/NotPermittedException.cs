namespace Partners.Core.Access;

/// <summary>Someone ran a query without the permission it needs.</summary>
public sealed class NotPermittedException : UnauthorizedAccessException
{
    public NotPermittedException(Permission missing)
        : base($"This needs the permission {missing}.") => Missing = missing;

    public NotPermittedException()
    {
    }

    public NotPermittedException(string message)
        : base(message)
    {
    }

    public NotPermittedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public Permission Missing { get; }
}
