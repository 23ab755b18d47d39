using System.Reflection;
using System.Runtime.InteropServices;

namespace MiniDocker.Abi;

/// <summary>A structure of C, and which of its fields stands for which of ours.</summary>
/// <param name="Native">Its name in C.</param>
/// <param name="Fields">"Ours=theirs" for each field; one word where both are called the same.
/// </param>
/// <param name="IsPrefix">Whether ours is only the beginning of theirs.</param>
internal sealed record StructRow(string Native, string Fields, bool IsPrefix = false)
{
    internal void AddTo(CSource source, Type type)
    {
        Dictionary<string, string> natives = [];
        foreach (string field in Fields.Split(' '))
        {
            string[] pair = field.Split('=');
            natives.Add(pair[0], pair[^1]);
        }

        foreach (FieldInfo field in type.GetFields(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            // A record struct keeps property X in a field called <X>k__BackingField.
            string name = field.Name.TrimStart('<').Split('>')[0];
            Assert.True(natives.Remove(name, out string? native), $"{type}.{name} has no row");
            source.Equal(
                $"offsetof({Native}, {native})", (long)Marshal.OffsetOf(type, field.Name));
        }

        Assert.Empty(natives);
        if (!IsPrefix)
            source.Equal($"sizeof({Native})", Marshal.SizeOf(type));
    }
}
