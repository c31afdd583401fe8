namespace Partners.Console.Shell;

public enum SortOrder
{
    Ascending,
    Descending,
}
