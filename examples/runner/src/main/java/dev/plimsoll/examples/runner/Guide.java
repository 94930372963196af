package dev.plimsoll.examples.runner;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where to look.
 *
 * @param pid of the shop
 * @param metrics the page for Prometheus
 * @param recording the file that JFR writes at the end
 */
record Guide(long pid, URI metrics, Path recording) {

    /** While the shop runs; none longer than a terminal of 80 columns is wide, if the path is short. */
    List<String> now() {
        return List.of(
                "JMX         jconsole " + pid + ", MBeans, " + JmxPool.NAME,
                "Prometheus  " + metrics,
                "JFR         at the end in " + recording);
    }

    List<String> afterwards() {
        return List.of(
                "JFR         jfr summary " + recording,
                "            jfr print --events " + RecordedPool.EVENT + " " + recording);
    }
}
