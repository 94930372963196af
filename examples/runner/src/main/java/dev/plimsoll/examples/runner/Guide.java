package dev.plimsoll.examples.runner;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where to look.
 *
 * @param pid of the example
 * @param bean the MBean of its pool
 * @param metrics the page for Prometheus
 * @param recording the file that JFR writes at the end
 */
record Guide(long pid, String bean, URI metrics, Path recording) {

    /** While it runs; none longer than a terminal of 80 columns is wide, if the path is short. */
    List<String> now() {
        return List.of(
                "JMX         jconsole " + pid + ", MBeans, " + bean,
                "Prometheus  " + metrics,
                "JFR         at the end in " + recording);
    }

    List<String> afterwards() {
        return List.of(
                "JFR         jfr summary " + recording,
                "            jfr print --events " + RecordedPool.EVENT + " " + recording);
    }
}
