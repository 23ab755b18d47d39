using MiniDocker.Minirun;

return MinirunProgram.Run(args);
