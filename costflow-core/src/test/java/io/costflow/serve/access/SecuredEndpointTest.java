package io.costflow.serve.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.costflow.processes.Certificates;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.RealTrino;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.ServerAccess;
import io.costflow.serve.protocol.StatementRouter;
import io.costflow.serve.protocol.TrinoServer;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.settings.EndpointSecurity;
import io.costflow.settings.InvalidSettingsException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trino's JDBC driver over TLS, with passwords, and files that change meanwhile. */
class SecuredEndpointTest {

    @TempDir
    private static Path made;

    private static Certificates first;
    private static Certificates rotated;

    @TempDir
    private Path folder;

    private final List<Map<String, List<String>>> passedOn = new CopyOnWriteArrayList<>();
    private Path certificate;
    private Path key;
    private Path users;
    private TrinoServer behind;
    private TrinoServer server;

    @BeforeAll
    static void make() throws Exception {
        first = Certificates.make(Files.createDirectory(made.resolve("first")));
        rotated = Certificates.make(Files.createDirectory(made.resolve("rotated")));
    }

    @BeforeEach
    void prepare() throws Exception {
        certificate = Files.copy(first.certificate(), folder.resolve("server.crt"));
        key = Files.writeString(folder.resolve("server.key"), first.key());
        users = Files.writeString(folder.resolve("users"), "# who may ask\n" + line("alice", "first secret"));
        behind = TrinoServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), router(false), Optional.empty());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        behind.close();
    }

    private static String line(String user, String password) {
        return user + ":" + BCrypt.withDefaults().hashToString(8, password.toCharArray()) + "\n";
    }

    private StatementRouter router(boolean first) {
        return new StatementRouter() {
            @Override
            public Route route(ClientStatement statement) {
                if (!first) {
                    passedOn.add(statement.headers());
                }
                return first && statement.text().startsWith("PASS")
                        ? new Route.PassOn(status -> {})
                        : new Route.Here(id -> Answer.rows(List.of(new ResultColumn("user", TrinoType.VARCHAR)), List.of(List.<Object>of(statement.user()))));
            }

            @Override
            public Optional<Question> resume(String statementId) {
                return Optional.empty();
            }
        };
    }

    private void serve(EndpointSecurity security) throws Exception {
        ServerAccess access = ConfiguredAccess.of(security);
        server = TrinoServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), router(true), Optional.of(new RealTrino("http://localhost:" + behind.port())), access);
    }

    private EndpointSecurity secured() {
        return new EndpointSecurity(certificate.toString(), key.toString(), users.toString());
    }

    private String ask(String user, String password, String sql, String... more) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("SSL", "true");
        properties.setProperty("SSLTrustStorePath", certificate.toString());
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:trino://localhost:" + server.port() + "/hive/org1234567", properties);
                Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void usersAskOverTlsWithTheirPasswords() throws Exception {
        serve(secured());
        assertThat(ask("alice", "first secret", "SELECT 1")).isEqualTo("alice");
        assertThatThrownBy(() -> ask("alice", "wrong", "SELECT 1")).hasMessageContaining("Authentication failed");
        assertThatThrownBy(() -> ask("mallory", "first secret", "SELECT 1")).hasMessageContaining("Authentication failed");
        assertThatThrownBy(() -> ask("alice", "x".repeat(100), "SELECT 1")).hasMessageContaining("Authentication failed");
        assertThatThrownBy(() -> ask("alice", "first secret", "SELECT 1", "sessionUser", "bob")).hasMessageContaining("cannot impersonate");
    }

    @Test
    void aPasswordIsNotPassedOn() throws Exception {
        serve(secured());
        assertThat(ask("alice", "first secret", "PASS")).isEqualTo("alice");
        assertThat(passedOn).singleElement().satisfies(headers -> assertThat(headers).doesNotContainKey("Authorization"));
    }

    @Test
    void filesThatChangeAreReadAgain() throws Exception {
        serve(secured());
        assertThat(ask("alice", "first secret", "SELECT 1")).isEqualTo("alice");

        Files.writeString(users, line("alice", "second secret"));
        Files.writeString(key, rotated.key());
        Files.copy(rotated.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
        for (Path file : List.of(users, key, certificate)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
        }
        Thread.sleep(1100); // files are not asked more often
        assertThat(ask("alice", "second secret", "SELECT 1")).as("with the certificate of before, the driver would refuse").isEqualTo("alice");
        assertThatThrownBy(() -> ask("alice", "first secret", "SELECT 1")).hasMessageContaining("Authentication failed");

        Files.writeString(users, "no such line");
        Files.setLastModifiedTime(users, FileTime.from(Instant.now().plusSeconds(20)));
        Thread.sleep(1100);
        assertThat(ask("alice", "second secret", "SELECT 1")).as("what cannot be read leaves what was there").isEqualTo("alice");
    }

    @Test
    void withoutTlsAPasswordIsTakenBehindARouteThatEndsIt() throws Exception {
        serve(new EndpointSecurity(null, null, users.toString()));
        assertThat(post("alice:first secret", null).statusCode()).isEqualTo(403);
        HttpResponse<String> routed = post("alice:first secret", "https");
        assertThat(routed.statusCode()).isEqualTo(200);
        assertThat(routed.body()).contains("\"nextUri\":\"https://");
        HttpResponse<String> wrong = post("alice:second secret", "https");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"Trino\"");
        assertThat(post(null, "https").statusCode()).isEqualTo(401);
        assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v1/info")).build(), BodyHandlers.ofString())
                .statusCode()).as("what a probe of Kubernetes asks").isEqualTo(200);
    }

    private HttpResponse<String> post(String credentials, String forwarded) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v1/statement")).POST(BodyPublishers.ofString("SELECT 1"));
        if (credentials != null) {
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        }
        if (forwarded != null) {
            request.header("X-Forwarded-Proto", forwarded);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void filesThatAreNotWhatTheyShouldBeAreRefusedAtTheStart() throws Exception {
        Files.writeString(users, "alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n");
        assertThatThrownBy(() -> serve(secured())).isInstanceOf(InvalidSettingsException.class).hasMessageContaining("serve.users-file").hasMessageContaining("Line 1");
        Files.writeString(users, line("alice", "first secret"));
        Files.writeString(key, rotated.key());
        assertThatThrownBy(() -> serve(secured())).isInstanceOf(InvalidSettingsException.class).hasMessageContaining("serve.tls").hasMessageContaining("not the key of the certificate");
    }
}
