package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.lineitem.UnreadableFileException;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What files of a day contribute, with koku's names for them. Of hourly files nothing matters but their hours, of daily ones nothing at all. */
final class DeliveredFiles {

    private static final LineItemLayout INTERVALS = new LineItemLayout(
            "interval_start", List.of(new Grouping("intervals", List.of(new Key("interval_start", Key.Kind.TIME, true)), List.of())));

    private static final Map<Set<Integer>, CombinedDay> BY_HOURS = new ConcurrentHashMap<>();

    private DeliveredFiles() {}

    /** A daily file, with some line items. */
    static Contribution daily(ReportType type, long manifest, int counter, long rows) {
        return contribution(type, name(type, manifest, counter), rows, new byte[] {(byte) counter});
    }

    /** An hourly file with two line items in each of some hours of the day. */
    static Contribution hourly(ReportType type, long manifest, int counter, Integer... hours) {
        CombinedDay day = BY_HOURS.computeIfAbsent(new TreeSet<>(Set.of(hours)), DeliveredFiles::ofHours);
        return contribution(type, name(type, manifest, counter), day.rows(), day.encode());
    }

    /** The hours of an hourly file that was made here. */
    static Set<Integer> hoursOf(Contribution hourly) {
        return BY_HOURS.entrySet().stream().filter(made -> Arrays.equals(made.getValue().encode(), hourly.body())).findFirst().orElseThrow().getKey();
    }

    /** A file whose name carries no manifest. */
    static Contribution unnamed(ReportType type, int number) {
        return contribution(type, "cluster-" + number + (type.daily() ? "_daily_0.parquet" : "_0.parquet"), 1, ofHours(Set.of(number)).encode());
    }

    private static Contribution contribution(ReportType type, String name, long rows, byte[] body) {
        LakeFile file = new LakeFile(type, "s3://cost/" + (type.daily() ? "daily/" : "") + type.folder() + "/" + name, 100, 1);
        return new Contribution(PlannedDay.DAY, 1, file, 1, true, rows, body, null);
    }

    private static String name(ReportType type, long manifest, int counter) {
        String base = type.sourceType() == SourceSettings.Type.OCP
                ? "%s.%s.%d.%d".formatted(type.report(), PlannedDay.DATE, manifest, counter)
                : "%s_manifestid-%d_basefile-x_batch-%d".formatted(PlannedDay.DATE, manifest, counter);
        return base + (type.daily() ? "_daily_0.parquet" : "_0.parquet");
    }

    private static CombinedDay ofHours(Set<Integer> hours) {
        ParquetTestFile file = ParquetTestFile.with("required int64 interval_start (TIMESTAMP(MILLIS,false))");
        for (int hour : hours) {
            long start = PlannedDay.DATE.atTime(hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
            file.row(start).row(start);
        }
        long day = PlannedDay.DATE.toEpochDay();
        try {
            return LineItemReader.combine(file.file(), INTERVALS, YearMonth.from(PlannedDay.DATE), wanted -> wanted == day)
                    .days().getOrDefault(day, CombinedDay.empty(INTERVALS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableFileException e) {
            throw new IllegalStateException(e);
        }
    }
}
