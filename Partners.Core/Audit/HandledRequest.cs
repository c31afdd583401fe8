namespace Partners.Core.Audit;

/// <summary>A request that was carried out, with its result: sent a second time, it is answered and not done again.</summary>
public sealed class HandledRequest
{
    private HandledRequest()
    {
    }

    public HandledRequest(Guid id, string command, string subject, string result, DateTimeOffset at)
    {
        Id = id;
        Command = command;
        Subject = subject;
        Result = result;
        At = at;
    }

    public Guid Id { get; private set; }

    public string Command { get; private set; } = string.Empty;

    /// <summary>Who asked.</summary>
    public string Subject { get; private set; } = string.Empty;

    /// <summary>The command's value, as JSON.</summary>
    public string Result { get; private set; } = string.Empty;

    public DateTimeOffset At { get; private set; }
}
