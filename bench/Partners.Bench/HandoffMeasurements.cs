namespace Partners.Bench;

/// <summary>
/// Hands off a workspace with 10,000 projects, 2,000 webhooks, 100,000 conversations and 500 people; a new workspace each time.
/// </summary>
internal static class HandoffMeasurements
{
    private const int Tries = 5;
    private const int Projects = 10_000;
    private const int People = 500;
    private const double TransferSeconds = 5;

    public static async Task RunAsync(BenchRun run, CancellationToken cancel)
    {
        var (people, projects, made) = (run.Options.Share(People), run.Options.Share(Projects), new List<MadeHandoff>());
        run.Report.Note(
            $"{projects:N0} projects, {projects / MadeHandoff.ProjectsPerWebhook:N0} webhooks, "
                + $"{projects * MadeHandoff.ConversationsOfProject:N0} conversations, {people:N0} people, {Tries} times.");
        for (var i = 0; i < Tries; i++)
        {
            made.Add(await MadeHandoff.CompleteAsync(run.Database, people, projects, cancel));
        }

        run.Report.AddDuration("every check, the slowest", TransferSeconds, made.Max(handoff => handoff.Checked));
        run.Report.AddDuration("the transfer with its proof, the slowest", TransferSeconds, made.Max(handoff => handoff.Transferred));
    }
}
