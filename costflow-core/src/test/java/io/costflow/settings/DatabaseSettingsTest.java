package io.costflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.database.PostgresConnections;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the database's settings reaches the processes of a cluster. */
class DatabaseSettingsTest {

    private static final String URL = "jdbc:postgresql://127.0.0.1:1/koku";
    private static final String PASSWORD = "Geheim-7-Datei";

    @TempDir
    private Path folder;

    @Test
    void aPasswordFromAFileIsNotPartOfTheJob() throws Exception {
        byte[] sent = InstantiationUtil.serializeObject(settings(folder.resolve("password").toString()));
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).doesNotContain(PASSWORD);
        DatabaseSettings received = received(sent);
        assertThat(received.password()).isNull();
        assertThat(received.passwordFile()).isEqualTo(folder.resolve("password").toString());
        assertThat(received.user()).isEqualTo("costflow");
    }

    @Test
    void aPasswordWithoutAFileIs() throws Exception {
        assertThat(received(InstantiationUtil.serializeObject(settings(null))).password()).isEqualTo(PASSWORD);
    }

    @Test
    void aProcessWithoutTheFileSaysSo() throws Exception {
        DatabaseSettings received = received(InstantiationUtil.serializeObject(settings(folder.resolve("password").toString())));
        assertThatThrownBy(() -> PostgresConnections.open(received, 2, "test"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(folder.resolve("password").toString())
                .extracting(failure -> ((SQLException) failure).getSQLState()).isEqualTo("28000");
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        assertThatThrownBy(() -> PostgresConnections.open(received, 2, "test")).hasMessageContaining("127.0.0.1:1");
    }

    private static DatabaseSettings received(byte[] sent) throws IOException, ClassNotFoundException {
        return InstantiationUtil.deserializeObject(sent, DatabaseSettingsTest.class.getClassLoader());
    }

    private static DatabaseSettings settings(String passwordFile) {
        return new DatabaseSettings(URL, "costflow", PASSWORD, passwordFile, Duration.ofMinutes(5), Pooler.AUTO, DatabaseTls.AS_THE_URL_SAYS);
    }
}
