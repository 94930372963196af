package dev.plimsoll.agent.boot;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which file the agent's log is: the configured one, or where that cannot be written the default one, {@code
 * plimsoll-<pid>.log} in {@code java.io.tmpdir}. Nothing is opened or made to find out. Immutable.
 */
public final class LogFile {
    private final File file;
    private final @Nullable File refused;

    private LogFile(File file, @Nullable File refused) {
        this.file = file;
        this.refused = refused;
    }

    /**
     * Chooses.
     *
     * @param configured the value of {@code log.file}, null or empty for none
     * @param workingDirectory what a relative path is relative to
     * @param temporaryDirectory where the default is
     * @param pid the process id
     * @return the choice
     */
    public static LogFile choose(
            @Nullable String configured, String workingDirectory, String temporaryDirectory, String pid) {
        File standard = below(workingDirectory, new File(temporaryDirectory, "plimsoll-" + pid + ".log"));
        if (configured == null || configured.trim().isEmpty()) {
            return new LogFile(standard, null);
        }
        File wanted = below(workingDirectory, new File(configured.trim()));
        return isWritable(wanted) ? new LogFile(wanted, null) : new LogFile(standard, wanted);
    }

    /** The choice of this JVM. */
    static LogFile here(@Nullable String configured) throws Exception {
        return choose(
                configured,
                System.getProperty("user.dir", "."),
                System.getProperty("java.io.tmpdir", "/tmp"),
                String.valueOf(pid()));
    }

    /**
     * Returns the file that is written.
     *
     * @return an absolute path
     */
    public String path() {
        return file.getPath();
    }

    /**
     * Returns the file that was configured and cannot be written.
     *
     * @return an absolute path, null when there is no such thing
     */
    public @Nullable String refused() {
        return refused == null ? null : refused.getPath();
    }

    boolean isWritable() {
        return isWritable(file);
    }

    private static boolean isWritable(File file) {
        try {
            Path path = file.toPath();
            if (Files.isSymbolicLink(path)) {
                return false;
            }
            Path parent = path.getParent();
            return Files.exists(path)
                    ? Files.isRegularFile(path) && Files.isWritable(path)
                    : parent != null && Files.isDirectory(parent) && Files.isWritable(parent);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static File below(String directory, File file) {
        return file.isAbsolute() ? file : new File(directory, file.getPath());
    }

    /** The process id, which Java 8 cannot ask for in the plain way. */
    private static Object pid() throws Exception {
        Class<?> handle = Class.forName("java.lang.ProcessHandle");
        return handle.getMethod("pid").invoke(handle.getMethod("current").invoke(null));
    }
}
