namespace MiniDocker.Registry.Server;

/// <summary>The endpoints of the distribution-spec.</summary>
internal enum RouteKind
{
    /// <summary>No endpoint at all.</summary>
    None,

    /// <summary>end-1: is this a registry?</summary>
    Base,

    /// <summary>end-2, end-10: a blob.</summary>
    Blob,

    /// <summary>end-3, end-7, end-9: a manifest.</summary>
    Manifest,

    /// <summary>end-4, end-11: start an upload, or mount.</summary>
    Uploads,

    /// <summary>end-5, end-6, end-13, end-14: a running upload.</summary>
    Upload,

    /// <summary>end-8: the tags of a repository.</summary>
    Tags,

    /// <summary>end-12: what refers to a manifest.</summary>
    Referrers,

    /// <summary>Docker's list of repositories.</summary>
    Catalog,
}
