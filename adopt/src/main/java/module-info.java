/** Components that the application made itself, as managers. */
module dev.plimsoll.adopt {
    requires transitive dev.plimsoll.core;
    requires static org.jspecify;

    exports dev.plimsoll.adopt;
}
