package io.costflow.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/postgresql-errors.md says what the table of SQLSTATEs says. With {@code -Dcostflow.docs.write=true} the page is written instead of compared. */
class ErrorsPageTest {

    private static final Path PAGE = Checkout.path("docs", "postgresql-errors.md");

    private static final String INTRODUCTION = """
            # Errors of PostgreSQL

            <!-- Written by ErrorsPageTest from SqlStates: mvn test -Dtest=ErrorsPageTest -Dcostflow.docs.write=true -->

            What happens when PostgreSQL refuses something is decided by the SQLSTATE of its answer. Every class of
            [appendix A](https://www.postgresql.org/docs/current/errcodes-appendix.html) is sorted below; the longest prefix counts.

            Messages never repeat the refused row: its names and amounts do not belong into a log. They name the output, the tenant, the source and the day, the table, and
            the column or constraint where the server names one.

            | | |
            | --- | --- |
            """;

    @Test
    void thePageSaysWhatTheTableSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("costflow.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String page() {
        String classes = Stream.of(SqlErrorClass.values()).map(one -> "| " + name(one) + " | " + one.action() + " |\n").collect(Collectors.joining());
        String states = SqlStates.table().stream()
                .map(state -> "| `" + state.prefix() + "` | " + state.name() + " | " + name(state.errorClass()) + " | " + state.advice() + " |\n")
                .collect(Collectors.joining());
        return INTRODUCTION + classes + "\n| SQLSTATE | | | what to do |\n| --- | --- | --- | --- |\n" + states;
    }

    private static String name(SqlErrorClass errorClass) {
        return errorClass.name().toLowerCase(java.util.Locale.ROOT);
    }
}
