package dev.plimsoll.agent.cli;

import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line; without a command it shows its help. */
@Command(
        name = "java -jar plimsoll-agent.jar",
        description = "Shows how much the pools, sessions, caches and memory of a running application still carry.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {AttachCommand.class, TopCommand.class})
public final class CommandLineMain implements ToIntFunction<String[]>, Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Called by name. */
    public CommandLineMain() {}

    @Override
    public int applyAsInt(String[] arguments) {
        return new CommandLine(new CommandLineMain())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
