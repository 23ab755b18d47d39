using MiniDocker.CommandLine;
using MiniDocker.Registry.Server;

return new Application("minidocker-registry", new ServeCommand()).Run(args);
