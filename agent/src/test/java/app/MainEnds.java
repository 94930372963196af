package app;

import java.io.IOException;

/** An application that is over as soon as it began, or with {@code -Dapp.wait} as soon as it is given a byte. */
public final class MainEnds {
    private MainEnds() {}

    public static void main(String[] arguments) throws IOException {
        if (Boolean.getBoolean("app.wait")) {
            System.in.read();
        }
        System.out.println("over");
    }
}
