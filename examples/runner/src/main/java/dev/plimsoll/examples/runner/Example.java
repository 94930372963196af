package dev.plimsoll.examples.runner;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An example: a jar in a directory of its name.
 *
 * @param label the name, as it is typed
 * @param pool the name of its pool
 * @param jvmArguments how to start it, with {@code {agent}} for the agent's jar and {@code {port}} for Prometheus
 * @param arguments its own, with {@code {data}} for a directory that is removed afterwards
 * @param events statistics to be recorded each second
 */
record Example(String label, String pool, List<String> jvmArguments, List<String> arguments, List<String> events) {

    /** Knows nothing of Plimsoll, and runs under the agent. */
    static final Example SHOP = new Example(
            "shop",
            "shop",
            List.of("-javaagent:{agent}=http.port={port}"),
            List.of("--port", "0", "{data}"),
            List.of(RecordedPool.EVENT));

    /** Uses the library. */
    static final Example SERVICE_DESK = new Example(
            "service-desk",
            "desk",
            List.of(),
            List.of("--port", "0", "--metrics-port", "{port}", "--ping-seconds", "1"),
            DeskFigures.events());

    /** Small, so that a minute of traffic shows on the bar. */
    private static final String MAXIMUM_HEAP = "-Xmx64m";

    static Optional<Example> of(String label) {
        return Stream.of(SHOP, SERVICE_DESK)
                .filter(example -> example.label.equals(label))
                .findAny();
    }

    /** The MBean of its pool. */
    String bean() {
        return "dev.plimsoll:type=ConnectionPool,name=" + pool;
    }

    List<String> command(Layout layout, int httpPort, Path data) {
        List<String> command = new ArrayList<>(List.of(Layout.java(), MAXIMUM_HEAP));
        command.add("-XX:StartFlightRecording:" + recording(layout.recording(this)));
        jvmArguments.forEach(command::add);
        command.addAll(List.of("-jar", layout.jar(this).toString()));
        command.addAll(arguments);
        command.replaceAll(
                argument -> argument.replace("{agent}", layout.agent().toString())
                        .replace("{port}", Integer.toString(httpPort))
                        .replace("{data}", data.toString()));
        return command;
    }

    private String recording(Path file) {
        // The plus sign lets the JVM set an event that is registered later; without it 17 and 25 ignore this.
        String periods = events.stream()
                .map(event -> ",+" + event + "#enabled=true,+" + event + "#period=1s")
                .collect(Collectors.joining());
        return "name=" + ExampleProcess.RECORDING + ",filename=" + file + ",settings=default,dumponexit=true" + periods;
    }
}
