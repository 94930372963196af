package app;

import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/** An application that chooses its log manager in {@code main}, after a while. */
public final class OwnLogManager {
    private OwnLogManager() {}

    public static void main(String[] arguments) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1500);
        System.setProperty("java.util.logging.manager", Chosen.class.getName());
        System.out.println(LogManager.getLogManager().getClass().getSimpleName());
    }

    /** Made by the JDK, by name. */
    public static final class Chosen extends LogManager {}
}
