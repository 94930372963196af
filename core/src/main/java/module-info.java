/** Managers of bounded resources, their figures, settings and cleanups. */
module dev.plimsoll.core {
    requires static jdk.jfr;
    requires static org.jspecify;
}
