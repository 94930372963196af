package dev.plimsoll;

import dev.plimsoll.stats.Names;

/**
 * The identity of a manager in every view.
 *
 * @param type what kind of manager it is, in upper camel case, such as {@code ConnectionPool}
 * @param name which one it is, any text; empty for a type that there is only one of
 */
public record ManagerId(String type, String name) {
    /**
     * Checks the type.
     *
     * @param type in upper camel case
     * @param name any text, may be empty
     * @throws IllegalArgumentException if the type is not in upper camel case
     */
    public ManagerId {
        if (type.isEmpty() || !Character.isUpperCase(type.charAt(0))) {
            throw new IllegalArgumentException(
                    "manager type '" + type + "' must be in upper camel case, like 'ConnectionPool'");
        }
        Names.requireCamelCase(Character.toLowerCase(type.charAt(0)) + type.substring(1), "manager type");
    }

    /** Returns type and name as the command line and the log write them, such as {@code ConnectionPool/orders}. */
    @Override
    public String toString() {
        return name.isEmpty() ? type : type + "/" + name;
    }
}
