package io.costflow.job;

import static io.costflow.job.ClusterLake.DAY_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.cli.ExitStatus;
import io.costflow.cli.JobExecution;
import io.costflow.doctor.DatabaseCheck;
import io.costflow.doctor.Doctor;
import io.costflow.doctor.Finding;
import io.costflow.doctor.LakeCheck;
import io.costflow.processes.Certificates;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DatabaseTls;
import io.costflow.settings.DayRange;
import io.costflow.settings.LakeSettings;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.KokuDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An S3 server and a PostgreSQL server that speak TLS only, with certificates of an authority that Java does not know. */
class EncryptedConnectionsIT {

    private static final String STRANGER = "is not trusted";

    @TempDir
    private static Path folder;

    @AutoClose
    private static EmbeddedDatabase server;

    private static Certificates certificates;
    private static Certificates others;
    private static S3Proxy store;
    private static KokuDatabase database;

    private final StringWriter error = new StringWriter();

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.make(Files.createDirectory(folder.resolve("certificates")));
        others = Certificates.make(Files.createDirectory(folder.resolve("others")));
        server = EmbeddedDatabase.startEncrypted(certificates.certificate(), certificates.key());
        database = server.createDatabase();
        ClusterLake.insert(database);
        ClusterLake lake = new ClusterLake(Files.createDirectory(folder.resolve("lake")));
        lake.write(DAY_1, 1);
        try (EmbeddedObjectStore unencrypted = EmbeddedObjectStore.start(folder.resolve("objects"), 0)) {
            unencrypted.createBucket("cost");
            unencrypted.uploadAll(lake.root(), "cost", "data");
        }
        store = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.resolve("objects").toString()))
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .keyStore(certificates.store().toString(), Certificates.PASSWORD)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "access", "secret")
                .ignoreUnknownHeaders(true)
                .build();
        store.start();
    }

    @AfterAll
    static void stop() throws Exception {
        store.stop();
    }

    /** In this order: authorities that a process trusts it trusts for good. */
    @Test
    void serversAreTrustedWhenTheirAuthorityIsNamedAndOnlyThen() throws Exception {
        Settings wary = settings(null, others.certificate());
        assertThat(LakeCheck.check(wary.lake()).sentence()).startsWith("The S3 server https://127.0.0.1:").contains(STRANGER).contains("lake.s3.ca-file");
        assertThat(DatabaseCheck.check(wary)).singleElement().extracting(Finding::sentence).asString()
                .startsWith("The server of database.url").contains(STRANGER).contains("database.tls.ca-file");

        Settings trusting = settings(certificates.certificate(), certificates.certificate());
        assertThat(run(trusting)).as(error.toString()).isEqualTo(ExitStatus.DONE);
        assertThat(ClusterLake.published(database)).containsExactly("2025-10-01 1");

        List<String> fine = new ArrayList<>();
        Doctor.examine(trusting, Map.of(), false, finding -> {
            if (finding.verdict() == Finding.Verdict.OK) {
                fine.add(finding.sentence());
            }
        });
        assertThat(fine).anyMatch(line -> line.startsWith("The connection to PostgreSQL is encrypted (TLSv1.3), and the server's certificate is checked."))
                .anyMatch(line -> line.startsWith("The connection to the S3 server https://127.0.0.1:") && line.contains("is encrypted"))
                .anyMatch(line -> line.startsWith("The S3 server's clock"));
    }

    private int run(Settings settings) {
        return JobExecution.standard().run(settings, true, new PrintWriter(new StringWriter()), new PrintWriter(error));
    }

    private static Settings settings(Path lakeAuthority, Path databaseAuthority) {
        return new Settings(
                new LakeSettings("s3://cost/data", "https://127.0.0.1:" + store.getSecurePort(), "access", "secret", true,
                        lakeAuthority == null ? null : lakeAuthority.toString()),
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofSeconds(20),
                        new DatabaseTls("verify-full", databaseAuthority.toString(), null, null, null)),
                new DayRange(DAY_1, DAY_1), ClusterLake.sources(), RunSettings.bounded(1, false, Duration.ofSeconds(10)));
    }
}
