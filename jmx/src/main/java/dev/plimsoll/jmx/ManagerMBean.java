package dev.plimsoll.jmx;

import dev.plimsoll.CleanupCause;
import dev.plimsoll.Reading;
import dev.plimsoll.Registration;
import dev.plimsoll.Setting;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.ImmutableDescriptor;
import javax.management.InvalidAttributeValueException;
import javax.management.JMException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.openmbean.OpenDataException;
import org.jspecify.annotations.Nullable;

/** Any manager as an MBean. What it throws holds text only, since a client need not have the classes of its server. */
final class ManagerMBean implements DynamicMBean, MBeanRegistration {
    private static final String CLEANUP = "cleanup";

    private final Registration registration;
    private final JmxAccess access;
    private final Attributes attributes;
    private final MBeanInfo info;
    private volatile boolean registered;

    ManagerMBean(Registration registration, JmxAccess access) {
        this.registration = registration;
        this.access = access;
        attributes = new Attributes(registration, access.tune());
        info = new MBeanInfo(
                ManagerMBean.class.getName(),
                "Figures and settings of " + registration.id() + " (" + registration.origin() + ")",
                attributes.infos(),
                null,
                operations(),
                null,
                new ImmutableDescriptor(Map.of("immutableInfo", "true")));
    }

    /** Tells whether this very object is registered, whoever asked for it or undid it. */
    boolean registered() {
        return registered;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }

    @Override
    public @Nullable Object getAttribute(String name) throws AttributeNotFoundException {
        if (!has(name)) {
            throw notFound(name);
        }
        return valueOf(name, readOrNull());
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        Reading reading = readOrNull();
        AttributeList list = new AttributeList();
        for (String name : names) {
            if (has(name)) {
                list.add(new Attribute(name, valueOf(name, reading)));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException, InvalidAttributeValueException {
        String name = attribute.getName();
        Attributes.Entry entry = attributes.find(name);
        Setting<?> setting = entry == null ? null : entry.setting();
        if (setting == null || !access.tune()) {
            throw has(name) ? new AttributeNotFoundException(name + " is read-only") : notFound(name);
        }
        try {
            setting.setOpenValue(attribute.getValue(), Caller.describe());
        } catch (IllegalArgumentException e) {
            throw new InvalidAttributeValueException(e.getMessage());
        } catch (RuntimeException e) {
            throw new InvalidAttributeValueException(registration.id() + ": " + name + " could not be set: " + e);
        }
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        AttributeList done = new AttributeList();
        for (Attribute attribute : list.asList()) {
            if (trySet(attribute)) {
                done.add(new Attribute(attribute.getName(), valueOf(attribute.getName(), null)));
            }
        }
        return done;
    }

    /** This method's caller can only be told by what is missing in the answer. */
    private boolean trySet(Attribute attribute) {
        try {
            setAttribute(attribute);
            return true;
        } catch (JMException e) {
            return false;
        }
    }

    @Override
    public Object invoke(String action, Object @Nullable [] parameters, String @Nullable [] signature)
            throws MBeanException, ReflectionException {
        boolean none = parameters == null || parameters.length == 0;
        if (!action.equals(CLEANUP) || !none || !cleanable()) {
            throw new ReflectionException(
                    new NoSuchMethodException(action), registration.id() + " has no operation " + action);
        }
        try {
            return OpenValues.cleanupResult(registration.cleanup(CleanupCause.OPERATOR));
        } catch (OpenDataException | RuntimeException e) {
            throw new MBeanException(new IllegalStateException(registration.id() + ": cleanup failed: " + e));
        }
    }

    private @Nullable Object valueOf(String name, @Nullable Reading reading) {
        Attributes.Entry entry = attributes.find(name);
        if (entry == null) {
            return registration.origin();
        }
        try {
            return entry.setting() != null
                    ? entry.setting().openValue()
                    : reading == null
                            ? null
                            : OpenValues.valueOf(
                                    entry.figure(), reading.values().get(entry.index()));
        } catch (OpenDataException | RuntimeException e) {
            return null;
        }
    }

    /** The registration counts a manager that throws; here its figures are merely not known now. */
    private @Nullable Reading readOrNull() {
        try {
            return registration.read();
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    private boolean has(String name) {
        return name.equals(Attributes.ORIGIN) || attributes.find(name) != null;
    }

    private boolean cleanable() {
        return access.cleanup() && registration.cleanable();
    }

    private MBeanOperationInfo @Nullable [] operations() {
        if (!cleanable()) {
            return null;
        }
        return new MBeanOperationInfo[] {
            new MBeanOperationInfo(
                    CLEANUP,
                    "Removes what may be removed and says what that was",
                    new MBeanParameterInfo[0],
                    OpenValues.CLEANUP_RESULT.getClassName(),
                    MBeanOperationInfo.ACTION,
                    new ImmutableDescriptor(Map.of("openType", OpenValues.CLEANUP_RESULT)))
        };
    }

    private AttributeNotFoundException notFound(String name) {
        return new AttributeNotFoundException(registration.id() + " has no attribute " + name);
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) {
        return name;
    }

    @Override
    public void postRegister(Boolean done) {
        registered = done;
    }

    @Override
    public void preDeregister() {
        // nothing to give back
    }

    @Override
    public void postDeregister() {
        registered = false;
    }
}
