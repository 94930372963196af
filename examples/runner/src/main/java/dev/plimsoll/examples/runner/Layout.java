package dev.plimsoll.examples.runner;

import java.nio.file.Path;

/** Where things are, from the root of the project. */
record Layout(Path root) {

    Path agent() {
        return root.resolve("agent/target/plimsoll-agent.jar");
    }

    /** The program that runs this one. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Path jar(Example example) {
        return root.resolve("examples/" + example.label() + "/target/plimsoll-example-" + example.label() + ".jar");
    }

    Path recording(Example example) {
        return output().resolve(example.label() + ".jfr");
    }

    Path log(Example example) {
        return output().resolve(example.label() + ".log");
    }

    /** As it is typed from where the program was started. */
    Path relative(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    Path output() {
        return root.resolve("examples/target");
    }
}
