package dev.plimsoll.examples.runner;

import java.nio.file.Path;

/** Where things are, from the root of the project. */
record Layout(Path root) {

    Path agent() {
        return root.resolve("agent/target/plimsoll-agent.jar");
    }

    Path shop() {
        return root.resolve("examples/shop/target/plimsoll-example-shop.jar");
    }

    Path recording() {
        return output().resolve("shop.jfr");
    }

    Path log() {
        return output().resolve("shop.log");
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
