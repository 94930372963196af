package dev.plimsoll.agent.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The entry of the agent and of its command line. Whatever goes wrong, the application starts: nothing is ever thrown out
 * of {@link #premain} or {@link #agentmain}.
 */
public final class PlimsollAgent {
    private static final int OLDEST_JAVA = 17;

    /** The running agent; a second attach joins it. Guarded by the class. */
    private static @Nullable Start running;

    private PlimsollAgent() {}

    /**
     * Starts the agent before the application.
     *
     * @param argument configuration or the path of a configuration file, may be null
     * @param instrumentation the JVM's
     */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        begin(argument, instrumentation, false);
    }

    /**
     * Starts the agent in an application that is running.
     *
     * @param argument configuration or the path of a configuration file, may be null
     * @param instrumentation the JVM's
     */
    public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
        begin(argument, instrumentation, true);
    }

    /**
     * Runs the command line.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        int java = javaVersion();
        if (java < OLDEST_JAVA) {
            say("Plimsoll needs Java " + OLDEST_JAVA + " or newer; this is " + java);
            System.exit(1);
        }
        int status;
        try {
            ClassLoader isolated = new IsolatedLoader(agentJar(), ClassLoader.getSystemClassLoader());
            Thread.currentThread().setContextClassLoader(isolated);
            @SuppressWarnings("unchecked")
            ToIntFunction<String[]> commandLine =
                    (ToIntFunction<String[]>) isolated.loadClass("dev.plimsoll.agent.cli.CommandLineMain")
                            .getDeclaredConstructor()
                            .newInstance();
            status = commandLine.applyAsInt(arguments);
        } catch (Throwable e) {
            say("Plimsoll: " + e);
            status = 1;
        }
        System.exit(status);
    }

    private static synchronized void begin(@Nullable String argument, Instrumentation instrumentation, boolean late) {
        try {
            int java = javaVersion();
            if (java < OLDEST_JAVA) {
                say("Plimsoll needs Java " + OLDEST_JAVA + " or newer; this is " + java + ", so it does nothing");
                return;
            }
            if (running != null) {
                running.joinedBy(argument);
                return;
            }
            if (JdkTools.standDown()) {
                return;
            }
            Start start = new Start(agentJar(), instrumentation, late);
            if (start.begin(argument)) {
                running = start;
            }
        } catch (Throwable e) {
            try {
                say("Plimsoll did not start, the application runs without it: " + e);
            } catch (Throwable nothingLeft) {
                // there is no stderr either
            }
        }
    }

    private static int javaVersion() {
        String version = System.getProperty("java.specification.version", "0");
        try {
            return version.startsWith("1.") ? Integer.parseInt(version.substring(2)) : Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static File agentJar() throws Exception {
        return new File(PlimsollAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    static void say(String line) {
        System.err.println(line);
    }
}
