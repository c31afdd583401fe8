namespace Partners.Core.Access;

/// <summary>A key that protects sign-ins and forms, where all instances share the keys through the database.</summary>
internal sealed class ProtectionKey
{
    private ProtectionKey()
    {
    }

    public ProtectionKey(string name, string xml) => (Name, Xml) = (name, xml);

    /// <summary>Unique; chosen by whoever makes the keys.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>Encrypted with the instances' certificate, if they have one.</summary>
    public string Xml { get; private set; } = string.Empty;
}
