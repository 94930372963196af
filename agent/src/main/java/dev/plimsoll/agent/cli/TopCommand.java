package dev.plimsoll.agent.cli;

import dev.plimsoll.agent.top.Frame;
import dev.plimsoll.agent.top.FrameReader;
import dev.plimsoll.agent.top.LocalJvm;
import dev.plimsoll.agent.top.Screen;
import dev.plimsoll.agent.top.Screen.Wish;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the load lines of an application that the agent is on. */
@Command(
        name = "top",
        description = "Shows the load lines of a JVM that the agent is on, until q or Ctrl-C.",
        mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int END_SECONDS = 5;

    @Parameters(index = "0", paramLabel = "<pid>", description = "Process id of the JVM")
    private long pid;

    @Option(
            names = "--plain",
            description = "Prints a line a second instead of a live view, as where there is no terminal")
    private boolean plain;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (LocalJvm jvm = LocalJvm.connect(pid)) {
            String program = jvm.program();
            String title = (program.isEmpty() ? "" : program + ", ") + "pid " + pid;
            FrameReader reader = new FrameReader(title, jvm.connection());
            Frame first = reader.read();
            if (first.loads().isEmpty()) {
                throw new IOException("the agent is not on " + pid + ", or not ready yet");
            }
            return show(first, reader);
        }
    }

    /** Goes on until the user or the JVM ends it. */
    private int show(Frame first, FrameReader reader) throws IOException, InterruptedException {
        try (Screen screen = screen()) {
            Runtime.getRuntime().addShutdownHook(new Thread(screen::restore, "plimsoll-top-end"));
            screen.show(first);
            Wish wish = screen.pause();
            while (wish == Wish.NONE) {
                screen.show(reader.read());
                wish = screen.pause();
            }
            return wish == Wish.INTERRUPT ? INTERRUPTED : 0;
        } catch (IOException e) {
            if (!ended()) {
                throw new IOException(pid + " does not answer any more", e);
            }
        }
        System.err.println("top: " + pid + " has ended");
        return 0;
    }

    /** A JVM that ends closes its connections some time before it is gone. */
    private boolean ended() throws InterruptedException {
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(pid);
            return process.isEmpty() || process.get().onExit().get(END_SECONDS, TimeUnit.SECONDS) != null;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private Screen screen() {
        if (!plain) {
            try {
                return Screen.live();
            } catch (IOException | RuntimeException e) {
                return Screen.plain(System.out); // not a terminal, or one that cannot move its cursor
            }
        }
        return Screen.plain(System.out);
    }
}
