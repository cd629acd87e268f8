using Rewards.Api.CommandLine;

return await RewardsCommand.RunAsync(args);
