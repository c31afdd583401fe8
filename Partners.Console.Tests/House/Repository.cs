namespace Partners.Console.Tests.House;

/// <summary>The files of this repository.</summary>
internal static class Repository
{
    private static readonly string[] s_projects = ["Partners.Core", "Partners.Console", "Partners.Console.Tests", "bench"];

    private static readonly string[] s_made = ["bin", "obj", "Migrations", "node_modules"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files written by hand, without generated ones.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(params string[] endings) =>
        s_projects
            .Select(project => System.IO.Path.Combine(Root, project))
            .SelectMany(project => Directory.EnumerateFiles(project, "*", SearchOption.AllDirectories))
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => System.IO.Path.GetRelativePath(Root, file))
            .Where(file => !file.Split(System.IO.Path.DirectorySeparatorChar).Any(s_made.Contains))
            .Select(file => (file, File.ReadAllText(System.IO.Path.Combine(Root, file))));

    public static string Read(string path) => File.ReadAllText(System.IO.Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Partners.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
