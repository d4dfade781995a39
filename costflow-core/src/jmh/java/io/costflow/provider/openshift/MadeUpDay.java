package io.costflow.provider.openshift;

import io.costflow.day.ReportType;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.UnreadableFileException;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.testbed.DemoData;
import io.costflow.testbed.DemoFolder;
import io.costflow.testbed.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.io.LocalInputFile;

/** A day of a made-up cluster of 40 nodes with 104 pods each: its files, combined. */
final class MadeUpDay {
    static final LocalDate DAY = LocalDate.of(2025, 10, 1);

    private static final String TENANT = "org1234567";
    private static final long SEED = 42;

    private static final Map<ReportType, String> FOLDERS = Map.of(
            ReportType.POD_USAGE_HOURLY, TENANT + "/OCP/pod_usage",
            ReportType.POD_USAGE_DAILY, "daily/" + TENANT + "/OCP/pod_usage",
            ReportType.STORAGE_USAGE_DAILY, "daily/" + TENANT + "/OCP/storage_usage",
            ReportType.NODE_LABELS_DAILY, "daily/" + TENANT + "/OCP/node_labels",
            ReportType.NAMESPACE_LABELS_DAILY, "daily/" + TENANT + "/OCP/namespace_labels");

    private MadeUpDay() {}

    /** Writes the day's files below a folder, as koku lays them out. */
    static void write(Path folder) throws IOException {
        new DemoData(SEED, DAY, new Scale(List.of(40), 104, 0, 1)).write(folder, TENANT);
    }

    /** The files of a report type below the folder. */
    static List<Path> paths(Path folder, ReportType type) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(FOLDERS.get(type)))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The whole day as it is computed from. */
    static List<DayFile> files() throws IOException, UnreadableFileException {
        try (DemoFolder folder = DemoFolder.create()) {
            write(folder.path());
            List<DayFile> files = new ArrayList<>();
            for (ReportType type : RawDayFiles.TYPES) {
                for (Path path : paths(folder.path(), type)) {
                    files.add(new DayFile(type, LineItemReader.combine(
                                    new LocalInputFile(path), OpenShiftLineItems.layout(type), YearMonth.from(DAY), day -> true)
                            .days().get(DAY.toEpochDay())));
                }
            }
            return files;
        }
    }

    /** Reference data with half of the pods' label keys enabled. */
    static ReferenceSnapshot reference() {
        return SnapshotBuilder.of(TENANT).openShiftKeys(List.of("app", "environment", "team", "version")).build();
    }
}
