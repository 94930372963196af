package dev.plimsoll.agent.top;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * A JMX connection to a JVM of the same user on this machine, made as JConsole makes it. Nothing has to be configured in
 * that JVM; its local management agent is started if it is not running.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalJvm implements AutoCloseable {

    private final String program;
    private final JMXConnector connector;
    private final MBeanServerConnection connection;

    private LocalJvm(String program, JMXConnector connector) throws IOException {
        this.program = program;
        this.connector = connector;
        this.connection = connector.getMBeanServerConnection();
    }

    /**
     * Connects.
     *
     * @param pid of the JVM
     * @return the connection
     * @throws IOException if there is no such JVM, it belongs to somebody else or does not answer
     */
    @SuppressWarnings("BanJNDI") // the address comes from that JVM itself, through a socket of the same user
    public static LocalJvm connect(long pid) throws IOException {
        VirtualMachine machine = attach(pid);
        try {
            JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
            String command = machine.getSystemProperties().getProperty("sun.java.command", "");
            return new LocalJvm(programOf(command), JMXConnectorFactory.connect(address));
        } finally {
            machine.detach();
        }
    }

    private static VirtualMachine attach(long pid) throws IOException {
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach to " + pid, e);
        }
    }

    /** Returns the first word without directories or module; what follows are arguments, which may be secret. */
    static String programOf(String command) {
        String program = command.split(" ", 2)[0];
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /**
     * Returns what runs in that JVM.
     *
     * @return the main class or the file name of the jar; empty where nobody can tell
     */
    public String program() {
        return program;
    }

    /**
     * Returns the connection to the platform MBean server.
     *
     * @return the same one every time
     */
    public MBeanServerConnection connection() {
        return connection;
    }

    /** Closes the connection; the JVM goes on. */
    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // the JVM has gone, and the connection with it
        }
    }
}
