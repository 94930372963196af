package dev.plimsoll.examples.runner;

import dev.plimsoll.agent.top.FrameReader;
import dev.plimsoll.agent.top.LocalJvm;
import dev.plimsoll.agent.top.Screen;
import dev.plimsoll.examples.runner.Run.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.management.JMException;
import org.jspecify.annotations.Nullable;

/** The program behind {@code examples/run}; see {@link Options#USAGE}. */
public final class Main {

    private static final Duration ADOPTION = Duration.ofSeconds(20);
    private static final int NOT_UNDERSTOOD = 2;
    private static final int INTERRUPTED = 130;

    private final Options options;
    private final Layout layout;
    private final PrintStream out;
    private volatile boolean ending;
    private volatile @Nullable Screen screen;

    private Main(Options options, Layout layout, PrintStream out) {
        this.options = options;
        this.layout = layout;
        this.out = out;
    }

    /**
     * Runs an example. Needs the system property {@code plimsoll.root}, the root of the project.
     *
     * @param args see {@link Options#USAGE}
     */
    public static void main(String[] args) {
        if (List.of(args).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        try {
            Options options = Options.parse(args);
            Layout layout =
                    new Layout(Path.of(System.getProperty("plimsoll.root", "")).toAbsolutePath());
            System.exit(new Main(options, layout, System.out).run());
        } catch (IllegalArgumentException e) {
            System.err.println("examples/run: " + e.getMessage() + System.lineSeparator() + Options.USAGE);
            System.exit(NOT_UNDERSTOOD);
        }
    }

    private int run() {
        try {
            int port = HttpPort.freeOr(HttpPort.DEFAULT);
            if (port != HttpPort.DEFAULT) {
                out.println("Port " + HttpPort.DEFAULT + " is taken, so the agent gets " + port + ".");
            }
            try (ExampleProcess shop = ExampleProcess.start(layout, options.example(), port)) {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(shop), "plimsoll-example-end"));
                return run(shop, URI.create("http://127.0.0.1:" + port + "/metrics"));
            }
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (IOException | JMException | NoAnswerException | RuntimeException e) {
            return fail(e);
        }
    }

    private int run(ExampleProcess shop, URI metrics)
            throws IOException, JMException, NoAnswerException, InterruptedException {
        URI address = shop.address();
        Guide guide = new Guide(
                shop.pid(), options.example().bean(), metrics, layout.relative(layout.recording(options.example())));
        try (LocalJvm jvm = LocalJvm.connect(shop.pid())) {
            if (options.example().equals(Example.SERVICE_DESK)) {
                return serve(shop, address, guide, jvm);
            }
            JmxPool jmx = new JmxPool(jvm.connection());
            awaitAdoption(jmx);
            out.println("The shop listens on " + address + ", its pid is " + shop.pid() + ".");
            guide.now().forEach(out::println);
            return show(shop, address, guide, jvm, jmx);
        } catch (IOException | NoAnswerException e) {
            shop.requireAlive();
            throw e;
        }
    }

    private int serve(ExampleProcess desk, URI address, Guide guide, LocalJvm jvm)
            throws IOException, NoAnswerException, InterruptedException {
        out.println("The service desk listens on " + address + ", its pid is " + desk.pid() + ".");
        guide.now().forEach(out::println);
        FrameReader reader = new FrameReader("service-desk, pid " + desk.pid(), jvm.connection());
        try (DeskTraffic traffic = DeskTraffic.start(layout, address, options.duration())) {
            DeskRun run = new DeskRun(reader, traffic, guide);
            try (Screen opened = openScreen()) {
                screen = opened;
                if (run.show(opened) == Outcome.INTERRUPTED) {
                    return INTERRUPTED;
                }
            }
            out.println("The traffic has ended; the views are compared.");
            Comparison comparison = run.compare(new DeskViews(jvm.connection(), guide.metrics(), layout.output()));
            desk.close(); // writes the recording
            int status = conclude(List.of(comparison), guide);
            List<String> leaks = run.leaks(comparison);
            leaks.forEach(leak -> System.err.println("examples/run: leaked: " + leak));
            if (traffic.status() != 0) {
                System.err.println("examples/run: the traffic ended with status " + traffic.status() + "; see "
                        + layout.relative(traffic.log()));
            }
            return leaks.isEmpty() && traffic.status() == 0 ? status : 1;
        }
    }

    private int show(ExampleProcess shop, URI address, Guide guide, LocalJvm jvm, JmxPool jmx)
            throws IOException, NoAnswerException, InterruptedException {
        Web web = new Web();
        FrameReader reader = new FrameReader("shop, pid " + shop.pid(), jvm.connection());
        try (Traffic traffic = new Traffic(address)) {
            Check check = new Check(
                    address,
                    web,
                    traffic,
                    jmx,
                    new ScrapedPool(web, guide.metrics()),
                    new RecordedPool(jvm.connection(), layout.output()));
            Run run;
            Outcome outcome;
            try (Screen opened = openScreen()) {
                screen = opened;
                run = new Run(opened, reader, web, address, traffic, check, guide.now());
                outcome = run.run(options.duration());
            }
            if (outcome == Outcome.INTERRUPTED) {
                return INTERRUPTED;
            }
            traffic.pause();
            shop.close(); // writes the recording
            return conclude(run.comparisons(), guide);
        }
    }

    private int conclude(List<Comparison> comparisons, Guide guide) {
        for (Comparison comparison : comparisons) {
            out.println();
            comparison.lines().forEach(out::println);
        }
        out.println();
        guide.afterwards().forEach(out::println);
        if (comparisons.stream().allMatch(Comparison::agrees)) {
            return 0;
        }
        System.err.println("examples/run: the views do not all agree with the application");
        return 1;
    }

    private Screen openScreen() {
        if (!options.plain()) {
            try {
                return Screen.live();
            } catch (IOException | RuntimeException e) {
                out.println("No live view: " + e.getMessage());
            }
        }
        return Screen.plain(out);
    }

    /** The agent registers its MBeans once the application's own MBean server is up, after some seconds at most. */
    private static void awaitAdoption(JmxPool jmx) throws IOException, NoAnswerException, InterruptedException {
        long deadline = System.nanoTime() + ADOPTION.toNanos();
        while (!jmx.isThere()) {
            if (System.nanoTime() - deadline > 0) {
                throw new NoAnswerException("after " + ADOPTION.toSeconds() + " s there is no MBean " + JmxPool.NAME);
            }
            Gate.linger(Duration.ofMillis(50));
        }
    }

    /** Runs when the JVM ends, by itself or because of a signal. */
    private void interrupt(ExampleProcess shop) {
        ending = true;
        Screen opened = screen;
        if (opened != null) {
            opened.restore();
        }
        shop.close();
    }

    /** Says why, unless it is because Ctrl-C has reached the shop first. */
    private int fail(Exception e) {
        try {
            Gate.linger(Duration.ofMillis(300));
        } catch (InterruptedException interrupted) {
            return INTERRUPTED;
        }
        if (!ending) {
            System.err.println("examples/run: " + Reasons.of(e));
        }
        return 1;
    }
}
