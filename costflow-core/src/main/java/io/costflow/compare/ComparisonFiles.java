package io.costflow.compare;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Comparisons on their way from the subtasks of a job in this JVM to the command, as lines of JSON in files of a temporary folder. */
final class ComparisonFiles {

    private static final ObjectMapper JSON = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ComparisonFiles() {}

    /** Appends a comparison to the file of a subtask. */
    static void append(Path file, TableComparison comparison) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(comparison) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** All comparisons in order; of a period that was computed again the newest. */
    static List<TableComparison> read(Path folder) throws IOException {
        Map<List<Object>, TableComparison> newest = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.flatMap(ComparisonFiles::lines).forEach(comparison -> newest.merge(
                    List.of(comparison.period(), comparison.table()), comparison, (a, b) -> a.revision() > b.revision() ? a : b));
        }
        return newest.values().stream()
                .sorted(Comparator.comparing((TableComparison comparison) -> comparison.period().tenant())
                        .thenComparing(comparison -> comparison.period().source()).thenComparing(comparison -> comparison.period().from())
                        .thenComparing(TableComparison::table))
                .toList();
    }

    private static Stream<TableComparison> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(ComparisonFiles::parse);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableComparison parse(String line) {
        try {
            return JSON.readValue(line, TableComparison.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
