package library;

import dev.plimsoll.Plimsoll;
import dev.plimsoll.exporter.MetricsEndpoint;
import dev.plimsoll.jfr.JfrStatistics;
import dev.plimsoll.jmx.JmxView;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Opens the three views on the printer pool, and closes them. */
final class PrintShop implements AutoCloseable {
    final PrinterPool pool = new PrinterPool();
    // readme: begin
    final Plimsoll plimsoll = Plimsoll.create();
    final JmxView jmx = JmxView.open(plimsoll, ManagementFactory.getPlatformMBeanServer());
    final JfrStatistics jfr = JfrStatistics.open(plimsoll);
    final MetricsEndpoint prometheus;

    PrintShop(int port) throws IOException {
        prometheus = MetricsEndpoint.start(plimsoll, "127.0.0.1", port);
        plimsoll.add(new Printers(pool));
    }
    // readme: end

    @Override
    public void close() {
        prometheus.close();
        jfr.close();
        jmx.close();
        plimsoll.close();
    }
}
