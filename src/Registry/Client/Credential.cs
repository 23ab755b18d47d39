namespace MiniDocker.Registry.Client;

/// <summary>Proof of who somebody is. Formats as its user name only.</summary>
/// <param name="UserName">The user; "" with an identity token.</param>
/// <param name="Password">The password; "" with an identity token.</param>
/// <param name="IdentityToken">A refresh token that stands for both; null if there is none.</param>
public sealed record Credential(string UserName, string Password, string? IdentityToken = null)
{
    /// <summary>The user name: a secret never reaches a log by accident.</summary>
    public override string ToString() => UserName;
}
