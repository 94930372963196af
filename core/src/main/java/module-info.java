/** Managers of bounded resources, their figures, settings and cleanups. */
module dev.plimsoll.core {
    requires static com.github.benmanes.caffeine;
    requires static com.github.oshi;
    requires static java.management;
    requires static jdk.jfr;
    requires static jdk.management;
    requires static jakarta.servlet;
    requires static transitive java.desktop;
    requires static transitive java.net.http;
    requires static transitive java.sql;
    requires static transitive org.jspecify;

    exports dev.plimsoll;
    exports dev.plimsoll.cache;
    exports dev.plimsoll.history;
    exports dev.plimsoll.jfr;
    exports dev.plimsoll.memory;
    exports dev.plimsoll.pool;
    exports dev.plimsoll.resource;
    exports dev.plimsoll.session;
    exports dev.plimsoll.session.servlet;
    exports dev.plimsoll.stats;
    exports dev.plimsoll.work;
}
