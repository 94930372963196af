package dev.plimsoll.agent.top;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** The attributes of one MBean at one moment; an absent one is null, whatever the reason. */
record Bean(ObjectName objectName, Map<String, Object> attributes) {

    static List<Bean> ofType(MBeanServerConnection connection, String type, String... attributes) throws IOException {
        Set<ObjectName> names =
                new TreeSet<>(connection.queryNames(objectName("dev.plimsoll:type=" + type + ",*"), null));
        List<Bean> beans = new ArrayList<>();
        for (ObjectName name : names) {
            Bean bean = read(connection, name, attributes);
            if (bean != null) {
                beans.add(bean);
            }
        }
        return beans;
    }

    /** Returns null if it has gone. */
    static @Nullable Bean read(MBeanServerConnection connection, ObjectName name, String... attributes)
            throws IOException {
        Map<String, Object> values = new HashMap<>();
        try {
            for (Attribute attribute :
                    connection.getAttributes(name, attributes).asList()) {
                if (attribute.getValue() != null) {
                    values.put(attribute.getName(), attribute.getValue());
                }
            }
        } catch (InstanceNotFoundException e) {
            return null;
        } catch (JMException e) {
            throw new IOException("cannot read " + name, e);
        }
        return new Bean(name, values);
    }

    static ObjectName objectName(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    String name() {
        String name = objectName.getKeyProperty("name");
        return name == null ? "" : name.startsWith("\"") ? ObjectName.unquote(name) : name;
    }

    @Nullable
    String text(String attribute) {
        return attributes.get(attribute) instanceof String text ? text : null;
    }

    @Nullable
    Double number(String attribute) {
        return attributes.get(attribute) instanceof Number number ? number.doubleValue() : null;
    }
}
