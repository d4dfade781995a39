package io.costflow.job;

import io.costflow.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Parquet files of a scenario, as they are or in another form that says the same. */
final class LakeCopy {

    private LakeCopy() {}

    /** As they are, written an hour ago: no delivery is under way. */
    static void of(Scenario scenario, Path target) throws IOException {
        FileTime written = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        for (Path file : files(scenario.lake())) {
            Path copy = target.resolve(scenario.lake().relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
            Files.setLastModifiedTime(copy, written);
        }
    }

    /** Every file in two: the chunks that koku would have made of a smaller batch. */
    static void inHalves(Scenario scenario, Path target) throws IOException {
        for (Path file : files(scenario.lake())) {
            ParquetTable table = ParquetTable.read(file);
            int half = (table.rows().size() + 1) / 2;
            Path copy = target.resolve(scenario.lake().relativize(file));
            table.rows(0, half).write(copy);
            table.rows(half, table.rows().size()).write(copy.resolveSibling(copy.getFileName().toString().replace("_0.parquet", "_1.parquet")));
        }
    }

    /** Under names that say no day, as the files of operators have that do not send daily reports. An hourly file and its roll-up share a name. */
    static void withoutDays(Scenario scenario, Path target) throws IOException {
        Map<String, String> names = new HashMap<>();
        for (Path file : files(scenario.lake())) {
            String name = file.getFileName().toString();
            String base = name.replaceAll("(_daily)?_0\\.parquet$", "");
            String original = names.computeIfAbsent(base, absent -> "e6b3701e-1e91-433b-b238-a31e49937558_" + names.size());
            Path copy = target.resolve(scenario.lake().relativize(file)).resolveSibling(name.replace(base, original));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
        }
    }
}
