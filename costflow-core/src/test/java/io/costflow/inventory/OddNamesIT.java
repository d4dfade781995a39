package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.LakeSettings;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testing.SharedServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names with characters that mean something in paths and URIs are listed and read as they are, on disk and in a bucket. */
class OddNamesIT {

    private static final List<String> NAMES = List.of(
            "a:b_0.parquet", ":a_0.parquet", "a:_0.parquet", "a\\b_0.parquet", "a b_0.parquet", "a%3Ab_0.parquet", "a%b_0.parquet", "a#b_0.parquet", "a?b_0.parquet", "a+b&c=d_0.parquet",
            "s3:a_0.parquet", "\u00e4\u20ac_0.parquet", "a;b,c$d_0.parquet", "[a]{b}_0.parquet", "~a!b'c\"d_0.parquet");

    @TempDir
    private Path folder;

    @Test
    void onDisk() throws Exception {
        for (String name : NAMES) {
            Files.writeString(folder.resolve(name), name);
        }
        requireListedAndRead("file://" + folder);
    }

    @Test
    void inABucket() throws Exception {
        EmbeddedObjectStore store = SharedServers.objectStore();
        String bucket = SharedServers.createBucket();
        for (String name : NAMES) {
            store.upload(Files.writeString(folder.resolve(name), name), bucket, "data/" + name);
        }
        LakeFileSystem.initialize(new LakeSettings("s3://" + bucket + "/data", store.endpoint(), store.accessKey(), store.secretKey(), true));
        requireListedAndRead("s3://" + bucket + "/data");
    }

    private static void requireListedAndRead(String root) throws Exception {
        List<LakeFile> files = LakeLister.list(OpenShift.POD_USAGE_DAILY, root, Duration.ZERO);
        assertThat(files).extracting(LakeFile::name).containsExactlyInAnyOrderElementsOf(NAMES);
        for (LakeFile file : files) {
            assertThat(ListedFile.isAsListed(file)).as(file.path()).isTrue();
            try (ListedFile open = ListedFile.open(file); SeekableInputStream stream = open.contents().newStream()) {
                assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(file.name());
            }
        }
    }
}
