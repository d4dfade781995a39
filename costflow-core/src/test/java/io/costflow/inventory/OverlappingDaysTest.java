package io.costflow.inventory;

import static io.costflow.inventory.Lake.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days for which the hours of a report matter. */
class OverlappingDaysTest {

    private static final String NAME = "storage_usage.2025-10-%02d.%d.%d_daily_0.parquet";

    @Test
    void areThoseWithSeveralManifestsOfTheReport() {
        List<LakeFile> files = List.of(
                storage(NAME.formatted(1, 7, 0)), storage(NAME.formatted(1, 7, 1)),
                storage(NAME.formatted(2, 7, 0)), storage(NAME.formatted(2, 8, 0)),
                storage(NAME.formatted(3, 9, 0)), file(ReportType.NODE_LABELS_DAILY, "node_labels.2025-10-03.10.0_daily_0.parquet"),
                storage("one_daily_0.parquet"), storage("two_daily_0.parquet"));

        assertThat(OverlappingDays.of(files, "storage_usage")).containsExactly(LocalDate.of(2025, 10, 2));
        assertThat(OverlappingDays.of(files, "node_labels")).isEmpty();
    }

    private static LakeFile storage(String name) {
        return file(ReportType.STORAGE_USAGE_DAILY, name);
    }
}
