using MiniDocker.Cli;

return Entry.Run(args);
