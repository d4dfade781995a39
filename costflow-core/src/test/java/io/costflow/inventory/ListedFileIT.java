package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.costflow.day.LakeFile;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.LakeSettings;
import io.costflow.testbed.EmbeddedObjectStore;
import io.costflow.testbed.RequestListener.Kind;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a small object is read whose ETag a listing has said. */
class ListedFileIT {

    private static final String BUCKET = "listed";

    private final ConcurrentLinkedQueue<Kind> requests = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    private EmbeddedObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = EmbeddedObjectStore.start(folder.resolve("store"), 0, (kind, key) -> requests.add(kind));
        store.createBucket(BUCKET);
        LakeFileSystem.initialize(new LakeSettings("s3://" + BUCKET, store.endpoint(), store.accessKey(), store.secretKey(), true));
    }

    @AfterEach
    void stop() throws Exception {
        store.close();
    }

    @Test
    void itTakesOneRequest() throws Exception {
        LakeFile file = uploaded("contents");

        assertThat(read(file)).isEqualTo("contents true");
        assertThat(requests).containsExactly(Kind.GET);
    }

    @Test
    void anotherVersionIsReadAsItIsAndToldApart() throws Exception {
        LakeFile file = uploaded("contents");
        upload("other, longer contents");

        assertThat(read(file)).endsWith(" false");
    }

    @Test
    void anotherVersionOfTheSameSizeAndTimeIsNotTakenForTheListedOne() throws Exception {
        LakeFile file = uploaded("contents");
        LakeFile other = new LakeFile(file.report(), file.path(), file.size(), file.modified(), "00000000000000000000000000000000");

        assertThat(read(other)).as("a server whose ETags are not those of its listings").isEqualTo("contents true");
        assertThat(requests).as("refused, then opened as any file").containsExactly(Kind.GET, Kind.HEAD, Kind.GET, Kind.HEAD);
    }

    @Test
    void oneThatIsGoneIsNotFound() throws Exception {
        LakeFile file = uploaded("contents");
        store.delete(BUCKET, "a.parquet");

        assertThatThrownBy(() -> ListedFile.open(file)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void withoutAnETagItIsLookedUpBeforeAndAfterwards() throws Exception {
        LakeFile file = uploaded("contents");

        assertThat(read(new LakeFile(file.report(), file.path(), file.size(), file.modified()))).isEqualTo("contents true");
        assertThat(requests).containsExactly(Kind.HEAD, Kind.GET, Kind.HEAD);
    }

    private LakeFile uploaded(String contents) throws Exception {
        upload(contents);
        List<LakeFile> files = LakeLister.list(OpenShift.POD_USAGE_DAILY, "s3://" + BUCKET, Duration.ZERO);
        assertThat(files).hasSize(1);
        assertThat(files.get(0).etag()).isNotEmpty();
        requests.clear();
        return files.get(0);
    }

    private void upload(String contents) throws Exception {
        store.upload(Files.writeString(folder.resolve("a.parquet"), contents), BUCKET, "a.parquet");
    }

    /** What the file holds, and whether that is what was listed. */
    private static String read(LakeFile file) throws Exception {
        try (ListedFile open = ListedFile.open(file); SeekableInputStream stream = open.contents().newStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8) + " " + open.isAsListed();
        }
    }
}
