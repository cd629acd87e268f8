using Rewards.Api.Serving.CommandLine;

return await RewardsCommand.RunAsync(args);
