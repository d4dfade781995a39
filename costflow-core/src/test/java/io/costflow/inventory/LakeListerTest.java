package io.costflow.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.settings.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders are listed: those of hourly files that are only for hours while manifests overlap. */
class LakeListerTest {

    private static final String STORAGE = "org1234567/OCP/storage_usage/source=" + Lake.SOURCE.uuid() + "/year=2025/month=10/storage_usage.2025-10-%02d.%d.0";

    @TempDir
    private Path root;

    @Test
    void hourlyFilesOfADayAreListedWhileItsManifestsOverlap() throws Exception {
        for (int day = 1; day <= 2; day++) {
            write(day, 7);
        }
        assertThat(names(Overlap.WINNER)).containsExactly("storage_usage.2025-10-01.7.0_daily_0.parquet", "storage_usage.2025-10-02.7.0_daily_0.parquet");

        write(2, 8);
        assertThat(names(Overlap.WINNER)).containsExactly(
                "storage_usage.2025-10-01.7.0_daily_0.parquet",
                "storage_usage.2025-10-02.7.0_0.parquet", "storage_usage.2025-10-02.7.0_daily_0.parquet",
                "storage_usage.2025-10-02.8.0_0.parquet", "storage_usage.2025-10-02.8.0_daily_0.parquet");
    }

    @Test
    void hoursDoNotMatterWhenAllAddUp() throws Exception {
        write(2, 7);
        write(2, 8);
        assertThat(names(Overlap.ALL)).containsExactly("storage_usage.2025-10-02.7.0_daily_0.parquet", "storage_usage.2025-10-02.8.0_daily_0.parquet");
    }

    private void write(int day, int manifest) throws IOException {
        touch(root.resolve(STORAGE.formatted(day, manifest) + "_0.parquet"));
        touch(root.resolve("daily").resolve(STORAGE.formatted(day, manifest) + "_daily_0.parquet"));
    }

    private static void touch(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private List<String> names(Overlap overlap) throws Exception {
        return new LakeLister(new LakeLayout("file://" + root), Duration.ZERO, overlap).list(Lake.OCTOBER).stream().map(LakeFile::name).sorted().toList();
    }
}
