/** Managers of bounded resources, their figures, settings and cleanups. */
module dev.plimsoll.core {
    requires static jdk.jfr;
    requires static transitive org.jspecify;

    exports dev.plimsoll;
    exports dev.plimsoll.pool;
    exports dev.plimsoll.stats;
}
