package dev.plimsoll.agent.boot;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Tells whether this JVM is a tool of the JDK that has us only because an environment variable names us. */
final class JdkTools {
    private static final Set<String> TOOLS = new HashSet<>(Arrays.asList(
            "java.rmi",
            "java.scripting",
            "jdk.compiler",
            "jdk.hotspot.agent",
            "jdk.internal.opt",
            "jdk.jartool",
            "jdk.javadoc",
            "jdk.jcmd",
            "jdk.jconsole",
            "jdk.jdeps",
            "jdk.jdi",
            "jdk.jfr",
            "jdk.jlink",
            "jdk.jpackage",
            "jdk.jshell",
            "jdk.jstatd",
            "jdk.jwebserver",
            "jdk.httpserver",
            "java.base"));

    private JdkTools() {}

    static boolean standDown() {
        String options = variable("JAVA_TOOL_OPTIONS") + variable("JDK_JAVA_OPTIONS");
        if (!options.contains("-javaagent")) {
            return false;
        }
        String main = System.getProperty("jdk.module.main");
        return (main != null && TOOLS.contains(main)) || options.contains("-XX:AOTMode=create");
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
