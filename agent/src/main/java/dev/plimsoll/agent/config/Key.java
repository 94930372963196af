package dev.plimsoll.agent.config;

/**
 * One value that can be configured.
 *
 * @param name such as {@code http.port}
 * @param type what the value must look like
 * @param defaultValue the value when there is none, as it would be written
 * @param help one sentence without a full stop
 */
public record Key(String name, ValueType type, String defaultValue, String help) {}
