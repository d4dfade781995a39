package io.costflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.DayRange;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {

    @Test
    void problemsOfLakeAndDatabaseAreReportedTogether() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(Preflight.check(settings(free), leftOut -> {})).containsExactly(
                "lake.root is file:///no/such/lake, a folder that does not exist or may not be read; check lake.root and the rights of the folder.",
                "Nothing listens at database.url (jdbc:postgresql://127.0.0.1:" + free + "/koku); check host and port, or start the database.");
    }

    @Test
    void aServerThatTakesTheConnectionAndSaysNothingIsGivenUpWithinSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            long start = System.nanoTime();
            List<String> problems = Preflight.check(settings(silent.getLocalPort()), leftOut -> {});

            assertThat(problems).hasSize(2).element(1).isEqualTo("The server of database.url (jdbc:postgresql://127.0.0.1:" + silent.getLocalPort()
                    + "/koku) does not answer; check host and port, and the network.");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        }
    }

    private static Settings settings(int port) {
        LocalDate day = LocalDate.of(2025, 10, 1);
        return new Settings(
                new LakeSettings("file:///no/such/lake", null, null, null, false),
                new DatabaseSettings("jdbc:postgresql://127.0.0.1:" + port + "/koku", "koku", "secret", Duration.ofMinutes(5)), new DayRange(day, day),
                        List.of(),
                RunSettings.bounded(1, false, Duration.ofMinutes(2)));
    }
}
