package app;

/** An application that is over as soon as it began. */
public final class MainEnds {
    private MainEnds() {}

    public static void main(String[] arguments) {
        System.out.println("over");
    }
}
