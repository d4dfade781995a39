package io.costflow.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.plugin.DefaultPluginManager;
import org.apache.flink.core.plugin.DirectoryBasedPluginFinder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The S3 server as the job meets it: through Flink's S3 file system, loaded as a plugin. */
class EmbeddedObjectStoreIT {
    private static final String[] PARENT_FIRST = {"java.", "org.apache.flink.", "org.slf4j", "org.apache.log4j", "org.apache.logging"};

    @TempDir
    private java.nio.file.Path folder;

    private EmbeddedObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = EmbeddedObjectStore.start();
        store.createBucket("cost");
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
    }

    @AfterAll
    static void forgetTheServer() {
        FileSystem.initialize(new Configuration(), null);
    }

    @Test
    void anObjectIsWrittenListedReadAndDeleted() throws Exception {
        FileSystem s3 = connect(store.secretKey());
        Path path = new Path("s3://cost/data/year=2025/month=10/a.txt");

        try (FSDataOutputStream out = s3.create(path, FileSystem.WriteMode.NO_OVERWRITE)) {
            out.write("twelve bytes".getBytes(StandardCharsets.UTF_8));
        }

        FileStatus[] listed = s3.listStatus(path.getParent());
        assertThat(listed).hasSize(1);
        assertThat(listed[0].getPath()).isEqualTo(path);
        assertThat(listed[0].getLen()).isEqualTo(12);
        try (FSDataInputStream in = s3.open(path)) {
            in.seek(7);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("bytes");
        }
        assertThat(s3.delete(path, false)).isTrue();
        assertThat(s3.exists(path)).isFalse();
    }

    @Test
    void uploadedFilesKeepTheirPlaceBelowThePrefix() throws Exception {
        java.nio.file.Path month = Files.createDirectories(folder.resolve("daily/source=1"));
        Files.writeString(month.resolve("b"), "second");
        Files.writeString(month.resolve("a"), "first");

        store.uploadAll(folder, "cost", "data/parquet");

        List<String> names = Arrays.stream(connect(store.secretKey()).listStatus(new Path("s3://cost/data/parquet/daily/source=1")))
                .map(status -> status.getPath().getName() + " " + status.getLen())
                .toList();
        assertThat(names).containsExactlyInAnyOrder("a 5", "b 6");
    }

    @Test
    void aPrefixWithoutObjectsIsNotFound() throws Exception {
        FileSystem s3 = connect(store.secretKey());

        assertThatThrownBy(() -> s3.listStatus(new Path("s3://cost/nothing/here"))).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void wrongCredentialsAreRefused() throws Exception {
        FileSystem s3 = connect("wrong");

        assertThatThrownBy(() -> s3.listStatus(new Path("s3://cost/"))).isInstanceOf(IOException.class).hasStackTraceContaining("403");
    }

    private FileSystem connect(String secretKey) throws IOException {
        Configuration configuration = new Configuration();
        configuration.setString("s3.endpoint", store.endpoint());
        configuration.setString("s3.access-key", store.accessKey());
        configuration.setString("s3.secret-key", secretKey);
        configuration.setString("s3.path.style.access", "true");
        // The client takes a wrong secret key for a wrong clock and tries again for two minutes by default.
        configuration.setString("s3.attempts.maximum", "2");
        var plugins = new DirectoryBasedPluginFinder(Paths.get(System.getProperty("s3.plugin.directory"))).findPlugins();
        FileSystem.initialize(configuration, new DefaultPluginManager(plugins, PARENT_FIRST));
        return FileSystem.get(URI.create("s3://cost/"));
    }
}
