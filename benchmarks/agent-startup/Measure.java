import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts the sample with each agent in turn and measures from outside: time to {@code main} (its first line), CPU of the
 * process until ready (first complete scrape; without an agent the same time after {@code main} as Plimsoll needed),
 * resident memory at ready and ten seconds after the start, and the time to the first figure of the pool.
 */
public final class Measure {
    private static final double TICKS_PER_SECOND = 100;
    private static final String FIRST_FIGURE = "plimsoll_connection_pool_active_connections{name=\"sample\"}";

    private final String java;
    private final String classPath;
    private double lastReadyAfterMain = 0.5;

    private Measure(String java, String classPath) {
        this.java = java;
        this.classPath = classPath;
    }

    public static void main(String[] arguments) throws Exception {
        int runs = Integer.parseInt(arguments[0]);
        Measure measure = new Measure(arguments[1], arguments[2]);
        Path exporterConfig = Files.writeString(Path.of(arguments[5], "exporter.yaml"), "rules:\n- pattern: \".*\"\n");
        Map<String, String> agents = new LinkedHashMap<>();
        agents.put("Plimsoll", "-javaagent:" + arguments[3] + "=http.port=%d,banner=off");
        agents.put("JMX exporter 1.0.1", "-javaagent:" + arguments[4] + "=127.0.0.1:%d:" + exporterConfig);
        agents.put("no agent", "");
        Map<String, List<double[]>> all = new LinkedHashMap<>();
        for (int run = -1; run < runs; run++) {
            for (Map.Entry<String, String> agent : agents.entrySet()) {
                double[] values = measure.once(agent.getValue());
                if (run >= 0) { // the first of each warms the file cache
                    all.computeIfAbsent(agent.getKey(), name -> new ArrayList<>()).add(values);
                }
            }
        }
        report(all, runs, arguments[1], Path.of(arguments[5]));
    }

    /** Returns seconds to main, CPU seconds and MB at ready, MB at 10 s, seconds to ready, seconds to first figure. */
    private double[] once(String agent) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(List.of(java, "-Xmx256m"));
        if (!agent.isEmpty()) {
            command.add(String.format(Locale.ROOT, agent, port));
        }
        command.addAll(List.of("-cp", classPath, "Sample"));
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            out.readLine();
            double main = since(start);
            double figure = Double.NaN;
            if (agent.isEmpty()) {
                Thread.sleep(Duration.ofMillis((long) (1000 * lastReadyAfterMain)).toMillis());
            } else {
                while (!scrape(port).endsWith("\n")) {
                    Thread.sleep(10);
                }
            }
            double ready = since(start);
            double cpu = cpuSeconds(process.pid());
            double memory = residentMegabytes(process.pid());
            if (agent.contains("plimsoll")) {
                lastReadyAfterMain = Math.max(0, ready - main);
                while (!scrape(port).contains(FIRST_FIGURE)) {
                    Thread.sleep(10);
                }
                figure = since(start);
            }
            Thread.sleep(Math.max(0, (long) (10_000 - 1000 * since(start))));
            double later = residentMegabytes(process.pid());
            try (OutputStream in = process.getOutputStream()) {
                in.write('\n');
            }
            process.waitFor();
            return new double[] {main, cpu, memory, later, ready, figure};
        } finally {
            process.destroyForcibly();
        }
    }

    private static String scrape(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://127.0.0.1:" + port + "/metrics").toURL().openConnection();
            try (var in = connection.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException notYet) {
            return "";
        }
    }

    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static double residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(List<double[]> runs, int column) {
        double[] sorted = runs.stream().mapToDouble(run -> run[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void report(Map<String, List<double[]>> all, int runs, String java, Path target) throws IOException {
        Process version = new ProcessBuilder(java, "-XshowSettings:properties", "-version").redirectErrorStream(true).start();
        String name = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("java.runtime.version") || line.contains("java.vendor.version"))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .reduce((a, b) -> a + ", " + b)
                .orElse(java);
        List<String> json = new ArrayList<>();
        System.out.println("JDK " + name + ", medians of " + runs + " interleaved runs\n");
        System.out.println("| | time to main | CPU until ready | memory at ready | memory at 10 s | time to ready"
                + " | time to first adopted figure |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String agent : List.of("no agent", "Plimsoll", "JMX exporter 1.0.1")) {
            double[] m = new double[6];
            Arrays.setAll(m, column -> median(all.get(agent), column));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f ms | %.2f s | %.0f MB | %.0f MB | %s | %s |%n",
                    agent,
                    1000 * m[0],
                    m[1],
                    m[2],
                    m[3],
                    agent.equals("no agent") ? "" : Math.round(1000 * m[4]) + " ms",
                    Double.isNaN(m[5]) ? "" : Math.round(1000 * m[5]) + " ms");
            json.add(String.format(
                    Locale.ROOT,
                    "{\"agent\":\"%s\",\"mainSeconds\":%.3f,\"cpuSeconds\":%.2f,\"residentMegabytes\":%.1f,"
                            + "\"residentMegabytesAt10Seconds\":%.1f,\"readySeconds\":%.3f,\"firstFigureSeconds\":%s}",
                    agent,
                    m[0],
                    m[1],
                    m[2],
                    m[3],
                    m[4],
                    Double.isNaN(m[5]) ? "null" : String.format(Locale.ROOT, "%.3f", m[5])));
        }
        Files.writeString(
                target.resolve("agent-startup.json"),
                "{\"jdk\":\"" + name + "\",\"runs\":" + runs + ",\"results\":[" + String.join(",", json) + "]}\n");
    }
}
