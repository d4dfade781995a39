package io.costflow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** SQL that comes with the benchmark. */
final class Script {

    private Script() {}

    /** The text of a resource. */
    static String text(String resource) throws IOException {
        try (InputStream text = Script.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The statements of a resource for DuckDB, with what the task says in place of {@code ${...}}. */
    static List<String> statements(String resource, Task task) throws IOException {
        return Stream.of(text(resource).split(";\\s*\\n")).map(sql -> filledIn(sql, task)).toList();
    }

    private static String filledIn(String sql, Task task) {
        return sql.replace("${threads}", String.valueOf(task.threads()))
                .replace("${lake}", task.lake())
                .replace("${from}", task.from())
                .replace("${to}", task.to())
                .replace("${rows}", task.rows());
    }
}
