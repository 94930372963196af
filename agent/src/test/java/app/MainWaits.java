package app;

import java.io.IOException;

/** An application that does nothing until its standard input ends. */
public final class MainWaits {
    private MainWaits() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("ready");
        System.exit(System.in.read());
    }
}
