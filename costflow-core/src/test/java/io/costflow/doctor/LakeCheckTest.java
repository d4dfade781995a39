package io.costflow.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.settings.LakeSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against an S3 server that checks signatures, and against folders. */
@Timeout(30)
class LakeCheckTest {

    @TempDir
    private static Path folder;

    private static S3Proxy server;
    private static String endpoint;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(folder.resolve("cost/data/parquet/org1"));
        Files.writeString(folder.resolve("cost/data/parquet/org1/file"), "x");
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "access", "secret")
                .ignoreUnknownHeaders(true)
                .build();
        server.start();
        endpoint = "http://127.0.0.1:" + server.getPort();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void aFolderOfABucketAndABucketItselfCanBeRoots() {
        assertThat(bucket("s3://cost/data/parquet", endpoint, "access", "secret")).isEmpty();
        assertThat(bucket("s3://cost", endpoint, "access", "secret")).isEmpty();
    }

    /** What the S3 client meets on Java 25, on which the tests do not run. */
    @Test
    void aJavaThatTheS3ClientDoesNotRunOnIsNamed() {
        LakeSettings lake = new LakeSettings("s3://cost/data", endpoint, "access", "secret", true);

        assertThat(LakeFailure.sentence(lake, new IOException(new UnsupportedOperationException("getSubject is not supported"))))
                .isEqualTo("Flink's S3 file system does not run on Java " + Runtime.version().feature()
                        + ", since its Hadoop asks for what this Java refuses; use Java 17 (JAVA_HOME names it).");
    }

    @Test
    void anAbsentFolderIsNamed() {
        assertThat(bucket("s3://cost/data/parkett", endpoint, "access", "secret"))
                .containsExactly("lake.root is s3://cost/data/parkett, but the bucket has nothing below that folder; check lake.root.");
    }

    @Test
    void anAbsentBucketIsNamed() {
        assertThat(bucket("s3://costs/data/parquet", endpoint, "access", "secret"))
                .containsExactly("lake.root names the bucket 'costs', which does not exist at " + endpoint + "; check lake.root and lake.s3.endpoint.");
    }

    @Test
    void refusedCredentialsAreNamedWithoutBeingShown() {
        String refused = "The credentials are refused for s3://cost/data/parquet at " + endpoint
                + "; check lake.s3.access-key and lake.s3.secret-key, and that they may list the bucket.";
        assertThat(bucket("s3://cost/data/parquet", endpoint, "hunter2", "secret")).containsExactly(refused);
        assertThat(bucket("s3://cost/data/parquet", endpoint, "access", "hunter2")).containsExactly(refused);
    }

    @Test
    void anEndpointWhereNobodyListensIsNamedWithinSeconds() throws Exception {
        String nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = "http://127.0.0.1:" + socket.getLocalPort();
        }
        assertThat(bucket("s3://cost/data/parquet", nobody, "access", "secret"))
                .containsExactly("Nothing listens at the S3 server " + nobody + "; check lake.s3.endpoint, or start the server.");
    }

    @Test
    void anUnknownHostIsNamedWithinSeconds() {
        assertThat(bucket("s3://cost/data/parquet", "http://nowhere.invalid:9000", "access", "secret")).containsExactly(
                "The S3 host nowhere.invalid is not known; check lake.s3.endpoint, and set lake.s3.path-style-access to true if the host begins with the"
                        + " bucket.");
    }

    @Test
    void aFolderOfThisMachineCanBeTheRoot() {
        assertThat(local(folder)).isEmpty();
        assertThat(local(folder.resolve("absent"))).containsExactly(
                "lake.root is file://" + folder.resolve("absent") + ", a folder that does not exist or may not be read; check lake.root and the rights of"
                        + " the folder.");
        assertThat(local(folder.resolve("cost/data/parquet/org1/file"))).singleElement().asString()
                .endsWith("which is a file; name the folder that holds the accounts.");
    }

    private static List<String> local(Path root) {
        return Finding.problems(List.of(LakeCheck.check(new LakeSettings("file://" + root, null, null, null, false))));
    }

    private static List<String> bucket(String root, String server, String accessKey, String secretKey) {
        return Finding.problems(List.of(LakeCheck.check(new LakeSettings(root, server, accessKey, secretKey, true))));
    }
}
