package dev.plimsoll.agent.cli;

import com.sun.tools.attach.VirtualMachine;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the figures of an application that the agent is on. */
@Command(
        name = "top",
        description = "Shows the figures of a JVM that the agent is on.",
        mixinStandardHelpOptions = true)
final class TopCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "<pid>", description = "Process id of the JVM")
    private String pid = "";

    @Override
    @SuppressWarnings("BanJNDI") // the address comes from a JVM of the same user, not from a directory
    public Integer call() throws Exception {
        VirtualMachine machine = VirtualMachine.attach(pid);
        String address;
        try {
            address = machine.startLocalManagementAgent();
        } finally {
            machine.detach();
        }
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
            return show(connector.getMBeanServerConnection());
        }
    }

    /** The live view takes this place. */
    private int show(MBeanServerConnection server) throws Exception {
        if (spec == null) {
            return 1;
        }
        Set<ObjectName> managers = new TreeSet<>(server.queryNames(new ObjectName("dev.plimsoll:*"), null));
        PrintWriter out = spec.commandLine().getOut();
        if (managers.isEmpty()) {
            spec.commandLine().getErr().println("the agent is not on " + pid + ", or not ready yet");
            return 1;
        }
        for (ObjectName manager : managers) {
            out.println(manager);
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(manager).getAttributes()) {
                out.printf("  %s %s%n", attribute.getName(), server.getAttribute(manager, attribute.getName()));
            }
        }
        return 0;
    }
}
