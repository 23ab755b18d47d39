using Microsoft.Win32.SafeHandles;
using MiniDocker.Engine.Containers;
using MiniDocker.Linux;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.TestKit;

namespace MiniDocker.Engine.Tests;

/// <summary>Containers by name and id, on a private root, without starting any.</summary>
public sealed class ContainerStoreTests : IDisposable
{
    private static readonly ContainerImage Image =
        new("scratch", "sha256:0", new ContainerDefaults { Cmd = ["/x"] }, "", []);

    private readonly TemporaryDirectory _directory = new();
    private readonly ContainerStore _store;

    public ContainerStoreTests() =>
        _store = new ContainerStore(new EngineRoot(new StorageRoot(_directory["root"])));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Find_takes_id_name_and_prefix()
    {
        Container made = Create("web");

        Assert.Equal(made.Id, _store.Find(made.Id).Id);
        Assert.Equal(made.Id, _store.Find("web").Id);
        Assert.Equal(made.Id, _store.Find("/web").Id);
        Assert.Equal(made.Id, _store.Find(made.Id[..4]).Id);
        Assert.Equal("No such container: nope",
            Assert.Throws<EngineException>(() => _store.Find("nope")).Message);
    }

    [Fact]
    public void Find_prefix_of_two_is_refused()
    {
        // Seventeen ids cannot all begin with another digit.
        string[] ids = [.. Enumerable.Range(0, 17).Select(i => Create($"box{i}").Id)];
        string shared = ids.GroupBy(id => id[..1]).First(same => same.Count() > 1).Key;

        Assert.Equal($"Multiple IDs found with provided prefix: {shared}",
            Assert.Throws<EngineException>(() => _store.Find(shared)).Message);
    }

    [Fact]
    public void Create_without_a_name_makes_one_up()
    {
        Container made = new ContainerCreator(_store).Create(
            new CreateRequest { Config = new(), HostConfig = new() }, Image);

        Assert.Equal(made.Id, _store.Find(made.Name).Id);
    }

    [Fact]
    public void Create_name_in_use_is_a_conflict_and_leaves_nothing()
    {
        Create("web");

        EngineException e = Assert.Throws<EngineException>(() => Create("web"));

        Assert.StartsWith("Conflict. The container name \"/web\" is already in use", e.Message);
        Assert.Single(_store.List());
    }

    [Fact]
    public async Task Create_same_name_at_once_succeeds_for_one()
    {
        Task<bool>[] racers = [.. Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            try
            {
                Create("web");
                return true;
            }
            catch (EngineException)
            {
                return false;
            }
        }))];

        bool[] wins = await Task.WhenAll(racers);

        Assert.Single(wins, true);
        Assert.Single(_store.List());
    }

    [Fact]
    public void Create_after_a_crash_takes_the_name_over()
    {
        string left = new('c', 64);
        Directory.CreateDirectory(_store.DirectoryOf(left));
        _store.ClaimName("web", left);

        Container made = Create("web");

        Assert.Equal(made.Id, _store.Find("web").Id);
        Assert.Single(_store.List());
        Assert.False(Directory.Exists(_store.DirectoryOf(left)));
    }

    [Fact]
    public void Rename_moves_the_name_and_frees_the_old_one()
    {
        Container made = Create("old");

        new ContainerLifecycle(_store).Rename(made, "new");

        Assert.Equal("new", _store.Find("new").Name);
        Assert.Throws<EngineException>(() => _store.Find("old"));
        Create("old");
    }

    [Fact]
    public void Remove_takes_directory_name_and_anonymous_volumes()
    {
        Container made = new ContainerCreator(_store).Create(
            new CreateRequest
            {
                Name = "web",
                Config = new(),
                HostConfig = new(),
                Mounts =
                [
                    MountRequest.ParseVolume("/anonymous"), MountRequest.ParseVolume("kept:/v"),
                ],
            },
            Image);

        new ContainerLifecycle(_store).Remove(made, force: false, volumes: true);

        Assert.Empty(_store.List());
        Assert.Null(_store.FindByName("web"));
        Assert.Equal(["kept"],
            Directory.GetDirectories(_store.Root.Volumes).Select(Path.GetFileName));
    }

    [Fact]
    public void Remove_tree_deeper_than_any_path_is_no_obstacle()
    {
        Container made = Create("web");
        DigDeep(made.Directory);

        new ContainerLifecycle(_store).Remove(made, force: false, volumes: false);

        Assert.Empty(_store.List());
        Assert.DoesNotContain(Directory.GetDirectories(_store.Root.Containers),
            left => left.Contains(made.Id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("-web")]
    [InlineData("we/b")]
    [InlineData("../web")]
    public void Create_refuses_names_that_are_none(string name)
    {
        Assert.Throws<EngineException>(() => Create(name));
        Assert.Empty(_store.List());
    }

    [Theory]
    [InlineData("status=nope")]
    [InlineData("colour=red")]
    [InlineData("label")]
    public void Filter_refuses_conditions_that_are_none(string condition) =>
        Assert.Throws<EngineException>(() => new ContainerFilter([condition]));

    // As a program does with mkdir and chdir: 100 names of 60 bytes are beyond PATH_MAX.
    private static void DigDeep(string path)
    {
        byte[] name = new byte[60];
        name.AsSpan().Fill((byte)'d');
        SafeFileHandle directory = PathAt.OpenDirectory(path);
        for (int depth = 0; depth < 100; depth++)
        {
            PathAt.Check(PathAt.MakeDirectory(directory, name, 0x1C0), "mkdirat", name);
            PathAt.Check(PathAt.Open(directory, name, PathAt.O_DIRECTORY, 0,
                out SafeFileHandle below), "openat", name);
            directory.Dispose();
            directory = below;
        }
        directory.Dispose();
    }

    private Container Create(string name) => new ContainerCreator(_store).Create(
        new CreateRequest { Name = name, Config = new(), HostConfig = new() }, Image);
}
