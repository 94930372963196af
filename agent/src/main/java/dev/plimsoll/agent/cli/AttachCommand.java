package dev.plimsoll.agent.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts the agent on a JVM that is running. */
@Command(name = "attach", description = "Puts the agent on a running JVM.", mixinStandardHelpOptions = true)
final class AttachCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<pid>", description = "Process id of the JVM")
    private String pid = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<configuration>",
            description = "key=value,key=value or the path of a YAML file")
    private @Nullable String configuration;

    @Override
    public Integer call() throws Exception {
        Path jar = Path.of(AttachCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        VirtualMachine machine;
        try {
            machine = VirtualMachine.attach(pid);
        } catch (AttachNotSupportedException e) {
            throw new IllegalArgumentException(
                    "there is no JVM with process id " + pid + " that can be attached to", e);
        }
        try {
            machine.loadAgent(jar.toString(), configuration);
        } finally {
            machine.detach();
        }
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("attached to " + pid + "; its log is plimsoll-" + pid + ".log in its temporary directory");
        }
        return 0;
    }
}
