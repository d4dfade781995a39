package io.costflow.sql.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** A terminal at which a test types, with a line discipline: Ctrl-C is a signal. */
final class TypedTerminal implements AutoCloseable {

    static final String TAB = "\t";
    static final String CTRL_C = "\u0003";
    static final String UP = "\u001bOA";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Terminal terminal;

    private TypedTerminal(PipedInputStream typed) throws IOException {
        typed.connect(keyboard);
        terminal = new ExternalTerminal("costflow", "xterm", typed, screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(200, 50));
    }

    static TypedTerminal open() throws IOException {
        return new TypedTerminal(new PipedInputStream());
    }

    Terminal terminal() {
        return terminal;
    }

    void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Types and waits until a text is on the screen that was not there before. */
    void type(String keys, String answer) throws Exception {
        int before = screen.size();
        type(keys);
        await(before, answer);
    }

    /** Waits until a text is on the screen, after its first so many bytes. */
    void await(int from, String answer) throws Exception {
        Eventually.within(PATIENCE, () -> assertThat(shownSince(from)).contains(answer));
    }

    /** What was shown from a place on, without what moves the cursor. */
    private String shownSince(int from) {
        String all = screen.toString(StandardCharsets.UTF_8);
        return all.substring(Math.min(from, all.length())).replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]|\u001b[=>]|\r", "");
    }

    @Override
    public void close() throws IOException {
        keyboard.close();
        terminal.close();
    }
}
