package dev.plimsoll.examples.runner;

import java.io.IOException;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The pool as JConsole sees it. */
final class JmxPool {

    static final String NAME = "dev.plimsoll:type=ConnectionPool,name=" + Health.POOL;

    private static final String[] ATTRIBUTES = {
        "ActiveConnections", "IdleConnections", "TotalConnections", "WaitingThreads"
    };

    private final MBeanServerConnection connection;
    private final ObjectName name;

    JmxPool(MBeanServerConnection connection) throws MalformedObjectNameException {
        this.connection = connection;
        this.name = new ObjectName(NAME);
    }

    boolean isThere() throws IOException {
        return connection.isRegistered(name);
    }

    Reading read() throws NoAnswerException {
        try {
            AttributeList values = connection.getAttributes(name, ATTRIBUTES);
            return new Reading(
                    number(values, ATTRIBUTES[0]),
                    number(values, ATTRIBUTES[1]),
                    number(values, ATTRIBUTES[2]),
                    number(values, ATTRIBUTES[3]));
        } catch (InstanceNotFoundException e) {
            throw new NoAnswerException("there is no MBean " + NAME);
        } catch (JMException | IOException e) {
            throw new NoAnswerException(e);
        }
    }

    private static long number(AttributeList values, String name) throws NoAnswerException {
        for (Attribute attribute : values.asList()) {
            if (attribute.getName().equals(name) && attribute.getValue() instanceof Number number) {
                return number.longValue();
            }
        }
        throw new NoAnswerException("the MBean " + NAME + " has no figure " + name);
    }
}
