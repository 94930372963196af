package dev.plimsoll.agent.top;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/** Redraws frames in place on the terminal's alternate screen, so that what was there comes back at the end. */
final class LiveScreen implements Screen {

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int CTRL_C = 3;

    /** A serial line, or a container's console, does not tell its size. */
    private static final Size WHERE_UNKNOWN = Size.of(80, 24);

    /** Attributes off, cursor on, main screen: what ECMA-48 terminals and all that came after understand. */
    private static final String RESTORE = "\u001b[0m\u001b[?25h\u001b[?1049l";

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final Painter painter;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private volatile boolean interrupted;
    private volatile boolean resized = true;
    private Size size;

    private LiveScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        terminal.handle(Signal.INT, signal -> interrupted = true);
        this.painter = new Painter(Glyphs.in(terminal.encoding()), true);
        this.display = new Display(terminal, true);
        this.size = Size.of(0, 0);
        terminal.handle(Signal.WINCH, signal -> resized = true);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    /** Takes the terminal only if standard output is one: with a file there, JLine would draw on standard error. */
    static LiveScreen open() throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .systemOutput(SystemOutput.SysOut)
                .provider("exec")
                .dumb(false)
                .build();
        if (terminal.getStringCapability(Capability.cursor_address) == null) {
            terminal.close();
            throw new IOException("this terminal cannot move its cursor");
        }
        return new LiveScreen(terminal);
    }

    @Override
    public void show(Frame frame) {
        if (!open.get()) {
            return;
        }
        try {
            draw(frame);
        } catch (IllegalStateException e) {
            interrupted = true; // the JVM ends, and JLine's own hook has closed the terminal
        }
    }

    private void draw(Frame frame) {
        if (resized) {
            resized = false;
            Size now = terminal.getSize(); // starts a process, so not for every frame
            size = now.getColumns() > 0 && now.getRows() > 0 ? Size.of(now) : WHERE_UNKNOWN;
            display.clear();
            display.resize(size);
        }
        display.updateAnsi(painter.paint(frame, size.getColumns(), size.getRows()), 0);
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public Wish pause() throws InterruptedException {
        long end = System.nanoTime() + INTERVAL.toNanos();
        try {
            for (long left = INTERVAL.toMillis(); left > 0 && !interrupted; left = millisUntil(end)) {
                int key = terminal.reader().read(left);
                if (key == 'q' || key == 'Q') {
                    return Wish.END;
                }
                if (key == CTRL_C || key == -1) {
                    return Wish.INTERRUPT;
                }
            }
        } catch (IOException e) {
            return Wish.INTERRUPT;
        }
        return interrupted ? Wish.INTERRUPT : Wish.NONE;
    }

    private static long millisUntil(long nanoTime) {
        return Duration.ofNanos(nanoTime - System.nanoTime()).toMillis();
    }

    @Override
    public void restore() {
        if (open.compareAndSet(true, false)) {
            // Not through JLine: at the end of the JVM its own hook may have closed the terminal already.
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                out.write(RESTORE.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // there is no terminal any more
            }
        }
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            terminal.puts(Capability.exit_ca_mode);
            terminal.puts(Capability.cursor_normal);
            terminal.flush();
        }
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            // nothing is left to restore
        }
    }
}
