using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MimeKit;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Partners.Console.Tests.Mail;

/// <summary>A real mail server on a free port of this machine. It refuses the address nobody@… and is busy for later@….</summary>
internal sealed class CatchingServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _ends = new();
    private readonly Task _running;

    private CatchingServer(int port)
    {
        Port = port;
        var options = new SmtpServerOptionsBuilder()
            .ServerName("localhost")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AllowUnsecureAuthentication())
            .Build();
        var services = new ServiceProvider();
        services.Add(new Box(Caught));
        services.Add(new Boxes());
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_ends.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Caught { get; } = new();

    /// <summary>Ready when this returns.</summary>
    public static async Task<CatchingServer> StartAsync()
    {
        var server = new CatchingServer(FreePort());
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, server.Port);
                return server;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ends.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Box(ConcurrentQueue<MimeMessage> caught) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            caught.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Boxes : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(
            ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            to.User switch
            {
                "nobody" => throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such user")),
                "later" => throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "busy")),
                _ => Task.FromResult(true),
            };
    }
}
