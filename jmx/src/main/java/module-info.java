/** Every manager as one dynamic MBean. */
module dev.plimsoll.jmx {
    requires transitive dev.plimsoll.core;
    requires transitive java.management;
    requires static java.rmi;
    requires static org.jspecify;

    exports dev.plimsoll.jmx;
}
