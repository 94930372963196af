package dev.plimsoll.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.plimsoll.agent.boot.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the agent on a JVM that is running, and shows what its log tells of that. */
@Command(
        name = "attach",
        description = "Puts the agent on a running JVM and shows what its log tells of the start.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the agent runs; of a part of it that is missing, such as metrics whose port is taken, a line on stderr"
                    + " tells",
            "1:the agent does not run, or its log did not tell in time",
            "2:the command was wrong"
        })
final class AttachCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            description = "How long to wait for the start at most, ${DEFAULT-VALUE} by default")
    private int waitSeconds = 3;

    @Parameters(index = "0", paramLabel = "<pid>", description = "Process id of the JVM")
    private String pid = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<configuration>",
            description = "key=value,key=value or the path of a YAML file, or both with a comma between")
    private @Nullable String configuration;

    @Override
    public Integer call() throws Exception {
        Path jar = Path.of(AttachCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String argument = withAbsoluteFile(configuration);
        VirtualMachine machine = attach();
        TargetLog log;
        try {
            log = TargetLog.of(machine, pid, argument);
            machine.loadAgent(jar.toString(), argument);
        } catch (AgentLoadException | AgentInitializationException e) {
            throw new IllegalStateException("process " + pid + " does not take the agent: " + e.getMessage(), e);
        } finally {
            machine.detach();
        }
        return show(log, log.awaitStart(Duration.ofSeconds(waitSeconds)));
    }

    private VirtualMachine attach() throws IOException {
        if (!pid.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            throw new IllegalArgumentException("no JVM with pid " + pid);
        }
        try {
            return VirtualMachine.attach(pid);
        } catch (AttachNotSupportedException e) {
            throw new IllegalArgumentException(
                    "process " + pid + " is no JVM that can be attached to: " + e.getMessage(), e);
        }
    }

    /** The agent has another working directory than we. */
    private @Nullable String withAbsoluteFile(@Nullable String argument) {
        Arguments arguments = new Arguments(argument);
        String file = arguments.file();
        if (file == null) {
            return argument;
        }
        Path absolute = Path.of(file).toAbsolutePath();
        if (absolute.toString().matches(".*[=,].*")) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), "the path " + absolute + " must have no '=' and no ','");
        }
        List<String> pieces = new ArrayList<>(List.of(absolute.toString()));
        arguments.values().forEach((key, value) -> pieces.add(key + "=" + value));
        return String.join(",", pieces);
    }

    private int show(TargetLog log, List<LogLine> lines) {
        if (spec == null) {
            return 1;
        }
        CommandLine output = spec.commandLine();
        lines.stream()
                .filter(line -> line.level() != LogLine.Level.INFO)
                .forEach(line -> output.getErr().println(line.level().word() + ": " + line.text()));
        Optional<LogLine> joined = lines.stream().filter(LogLine::isJoined).reduce((first, last) -> last);
        if (joined.isPresent()) {
            output.getOut().println(joined.get().text());
            return joined.get().text().contains("did not start") ? 1 : 0;
        }
        boolean begun = lines.stream().anyMatch(LogLine::isBegin);
        if (!begun || lines.stream().anyMatch(LogLine::isFailure)) {
            output.getErr()
                    .println("the agent does not run in process " + pid + "; "
                            + (lines.isEmpty()
                                    ? "there is no word of it in " + log.path() + " after " + waitSeconds
                                            + " s; it may be" + " switched off, see also the application's stderr"
                                    : "its log is " + log.path()));
            return 1;
        }
        if (lines.stream().noneMatch(LogLine::isEnd)) {
            output.getErr().println("warning: the start is not complete after " + waitSeconds + " s");
        }
        output.getOut().println("attached to " + pid);
        lines.stream()
                .filter(line -> line.isMetrics() || line.isWindow())
                .forEach(line -> output.getOut().println(line.text()));
        output.getOut().println("log in " + log.path());
        return 0;
    }
}
