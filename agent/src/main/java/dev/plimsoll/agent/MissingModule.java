package dev.plimsoll.agent;

import java.lang.module.ModuleFinder;
import java.util.Map;

/**
 * Explains a class that is not there. With {@code -m} the JVM resolves only what the application requires, and {@code
 * jlink} leaves the rest out altogether; what we need of the JDK is then found by neither.
 */
final class MissingModule {
    private static final Map<String, String> MODULES = Map.of(
            "com/sun/management/", "jdk.management",
            "com/sun/net/httpserver/", "jdk.httpserver",
            "java/lang/management/", "java.management",
            "javax/management/", "java.management",
            "java/util/logging/", "java.logging",
            "jdk/jfr/", "jdk.jfr");

    private MissingModule() {}

    /** Says in one clause what is missing, and which flag brings it. */
    static String explain(NoClassDefFoundError error) {
        String type = String.valueOf(error.getMessage());
        String module = MODULES.get(type.substring(0, type.lastIndexOf('/') + 1));
        if (module == null) {
            return "class " + type + " is not there";
        }
        return ModuleFinder.ofSystem().find(module).isPresent()
                ? "the JVM runs without the module " + module + "; start it with --add-modules " + module
                : "this Java runtime was made without the module " + module + "; make it with jlink --add-modules "
                        + module;
    }
}
