using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Partners.Bench;

/// <summary>
/// A slow line to a console: passes on each byte as it was sent, at 400 kb/s each way for all connections together, and answers after
/// 100 ms. A browser's own emulation counts what comes over an open connection before its compression, and so is slower than any line.
/// </summary>
internal sealed class SlowLine : IAsyncDisposable
{
    private const double BytesASecond = 400_000 / 8;
    private const int LargestPiece = 1_460;

    private static readonly TimeSpan s_oneWay = TimeSpan.FromMilliseconds(50);

    private readonly Uri _console;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Direction _up = new();
    private readonly Direction _down = new();
    private readonly Task _accepting;

    public SlowLine(Uri console)
    {
        _console = console;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>What has come down the line, headers included.</summary>
    public long Bytes => _down.Bytes;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_ended.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(TcpClient browser)
    {
        using (browser)
        using (var console = new TcpClient())
        {
            try
            {
                // The line's own handshake takes a round trip.
                await Task.Delay(s_oneWay * 2, _ended.Token);
                await console.ConnectAsync(_console.Host, _console.Port, _ended.Token);
                await Task.WhenAny(
                    PassAsync(browser.GetStream(), console.GetStream(), _up),
                    PassAsync(console.GetStream(), browser.GetStream(), _down));
            }
            catch (Exception gone) when (gone is OperationCanceledException or SocketException)
            {
                // The measurement is over.
            }
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to, Direction line)
    {
        var under = Channel.CreateUnbounded<(TimeSpan At, byte[] Piece)>();
        var delivering = DeliverAsync(under.Reader, to);
        var piece = new byte[LargestPiece];
        try
        {
            while (await from.ReadAsync(piece, _ended.Token) is var length and > 0)
            {
                var sent = line.Send(length);
                await under.Writer.WriteAsync((sent + s_oneWay, piece[..length]), _ended.Token);
                await UntilAsync(sent);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // One side has closed.
        }

        under.Writer.Complete();
        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(TimeSpan At, byte[] Piece)> under, NetworkStream to)
    {
        try
        {
            await foreach (var (at, piece) in under.ReadAllAsync(_ended.Token))
            {
                await UntilAsync(at);
                await to.WriteAsync(piece, _ended.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // One side has closed.
        }
    }

    private async Task UntilAsync(TimeSpan moment)
    {
        if (moment - Direction.Now is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, _ended.Token);
        }
    }

    /// <summary>What all connections share.</summary>
    private sealed class Direction
    {
        private static readonly long s_start = Stopwatch.GetTimestamp();

        private readonly Lock _lock = new();
        private TimeSpan _free;

        public static TimeSpan Now => Stopwatch.GetElapsedTime(s_start);

        public long Bytes { get; private set; }

        /// <returns>When the last byte is on the line.</returns>
        public TimeSpan Send(int bytes)
        {
            lock (_lock)
            {
                Bytes += bytes;
                var start = _free > Now ? _free : Now;
                return _free = start + TimeSpan.FromSeconds(bytes / BytesASecond);
            }
        }
    }
}
