using System.Net;
using System.Net.Sockets;

namespace Partners.Console.Tests.Mail;

/// <summary>A mail server that takes the whole text and never answers, or breaks off before it.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _hasText = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _breaksBefore;

    /// <param name="breaksBefore">It hangs up where the text would begin.</param>
    public SilentServer(bool breaksBefore)
    {
        _breaksBefore = breaksBefore;
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends once it has the whole text and owes the answer.</summary>
    public Task HasText => _hasText.Task;

    /// <summary>Ends the connection instead of an answer.</summary>
    public TaskCompletionSource HangsUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 silent");
        while (await reader.ReadLineAsync() is { } said)
        {
            if (said != "DATA")
            {
                await writer.WriteLineAsync("250 ok");
                continue;
            }

            if (_breaksBefore)
            {
                return;
            }

            await writer.WriteLineAsync("354 go on");
            while (await reader.ReadLineAsync() is { } line and not ".")
            {
                _ = line;
            }

            _hasText.TrySetResult();
            await HangsUp.Task;
            return;
        }
    }
}
