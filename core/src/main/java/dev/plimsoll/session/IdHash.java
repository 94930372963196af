package dev.plimsoll.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What logs, events and messages show of a session id, which is as good as a password. */
final class IdHash {
    private static final int BYTES = 4;

    private IdHash() {}

    /** Returns the first eight hexadecimal digits of the SHA-256 of an id: enough to tell sessions apart. */
    static String of(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
