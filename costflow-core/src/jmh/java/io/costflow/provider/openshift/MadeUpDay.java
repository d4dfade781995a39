package io.costflow.provider.openshift;

import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.DayContents;
import io.costflow.provider.Layouts;
import io.costflow.provider.Report;
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
import java.util.stream.Stream;
import org.apache.parquet.io.LocalInputFile;

/** A day of a made-up cluster of 40 nodes with 104 pods each: its files, combined. */
final class MadeUpDay {
    static final LocalDate DAY = LocalDate.of(2025, 10, 1);

    private static final String TENANT = "org1234567";
    private static final long SEED = 42;

    private MadeUpDay() {}

    /** Writes the day's files below a folder, as koku lays them out. */
    static void write(Path folder) throws IOException {
        new DemoData(SEED, DAY, new Scale(List.of(40), 104, 0, 1)).write(folder, TENANT);
    }

    /** The files of a report below the folder. */
    static List<Path> paths(Path folder, Report report) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve((report.daily() ? "daily/" : "") + TENANT + "/" + report.folder()))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The whole day as it is computed from. */
    static List<DayContents.File> files() throws IOException, UnreadableFileException {
        Layouts layouts = Layouts.ofAll();
        try (DemoFolder folder = DemoFolder.create()) {
            write(folder.path());
            List<DayContents.File> files = new ArrayList<>();
            for (Report report : RawDayFiles.REPORTS) {
                for (Path path : paths(folder.path(), report)) {
                    CombinedFile combined =
                            LineItemReader.combine(new LocalInputFile(path), layouts.layout(report.id()), YearMonth.from(DAY), day -> true);
                    files.add(new DayContents.File(report.id(), combined.days().get(DAY.toEpochDay())));
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
