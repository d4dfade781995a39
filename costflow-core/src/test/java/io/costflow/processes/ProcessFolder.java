package io.costflow.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * A folder below {@code target/processes} for the processes of one test, or, in a static field, of all tests of a class. It stays for whoever wants to look; what
 * they logged is shown when a test fails.
 */
public final class ProcessFolder implements BeforeAllCallback, BeforeEachCallback, TestWatcher {

    private static final int LINES_SHOWN = 200;

    private Path folder;
    private boolean isOfClass;

    /** The folder, which is there, and empty when the test, or the first of the class, begins. */
    public Path folder() {
        return folder;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        isOfClass = true;
        makeEmpty(Path.of(context.getRequiredTestClass().getSimpleName()));
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!isOfClass) {
            makeEmpty(Path.of(context.getRequiredTestClass().getSimpleName(), context.getRequiredTestMethod().getName()));
        }
    }

    private void makeEmpty(Path name) throws IOException {
        folder = Path.of("target", "processes").resolve(name).toAbsolutePath();
        if (Files.exists(folder)) {
            try (Stream<Path> left = Files.walk(folder)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path log : files.filter(path -> path.toString().endsWith(".log")).sorted().toList()) {
                List<String> lines = Files.readAllLines(log);
                System.err.println("==== The end of " + log);
                lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()).forEach(System.err::println);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
