package io.costflow.assembly;

import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.Grouping;
import io.costflow.lineitem.Key;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.settings.Overlap;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What files of a day contribute, with koku's names for them. Of hourly files nothing matters but their hours, of daily ones nothing at all. */
final class DayContributions {

    private static final LineItemLayout INTERVALS = new LineItemLayout(
            "interval_start", List.of(new Grouping("intervals", List.of(new Key("interval_start", Key.Kind.TIME, true)), List.of())));

    private static final Map<Set<Integer>, CombinedDay> BY_HOURS = new ConcurrentHashMap<>();

    private DayContributions() {}

    /** A daily file, with some line items. */
    static Contribution daily(Report report, long manifest, int counter, long rows) {
        return daily(report, PlannedDay.DATE, manifest, counter, rows);
    }

    /** A daily file that is named after some day, with some line items of the day. */
    static Contribution daily(Report report, LocalDate named, long manifest, int counter, long rows) {
        return contribution(report, name(report, named, manifest, counter), rows, new byte[] {(byte) counter});
    }

    /** An hourly file with two line items in each of some hours of the day. */
    static Contribution hourly(Report report, long manifest, int counter, Integer... hours) {
        return hourly(report, PlannedDay.DATE, manifest, counter, hours);
    }

    /** An hourly file that is named after some day, with two line items in each of some hours of the day. */
    static Contribution hourly(Report report, LocalDate named, long manifest, int counter, Integer... hours) {
        CombinedDay day = BY_HOURS.computeIfAbsent(new TreeSet<>(Set.of(hours)), DayContributions::ofHours);
        return contribution(report, name(report, named, manifest, counter), day.rows(), day.encode());
    }

    /** The hours of an hourly file that was made here. */
    static Set<Integer> hoursOf(Contribution hourly) {
        return BY_HOURS.entrySet().stream().filter(made -> Arrays.equals(made.getValue().encode(), hourly.body())).findFirst().orElseThrow().getKey();
    }

    /** A file whose name carries no manifest. */
    static Contribution unnamed(Report report, int number) {
        return contribution(report, "cluster-" + number + (report.daily() ? "_daily_0.parquet" : "_0.parquet"), 1, ofHours(Set.of(number)).encode());
    }

    private static Contribution contribution(Report report, String name, long rows, byte[] body) {
        LakeFile file = PlannedDay.file(report, (report.daily() ? "daily/" : "") + report.folder() + "/" + name, 1);
        return new Contribution(PlannedDay.DAY, 1, file, 1, true, rows, body, null);
    }

    /** Decides which files count; all are of one source. */
    static CountedFiles counted(List<Contribution> files, Overlap overlap) {
        SourceSettings source = files.isEmpty() || !Providers.ofReport(files.get(0).file().report()).isCloud()
                ? PlannedDay.CLUSTER
                : SourceSettings.cloud(PlannedDay.TENANT, Providers.ofReport(files.get(0).file().report()).name(), PlannedDay.DAY.source(), null);
        List<LakeFile> planned = files.stream().map(Contribution::file).toList();
        return CountedFiles.of(files, new DayPlan(PlannedDay.DAY, 1, source, planned, overlap, false, List.of()));
    }

    private static String name(Report report, LocalDate named, long manifest, int counter) {
        String base = Providers.ofReport(report.id()).isCloud()
                ? "%s_manifestid-%d_basefile-x_batch-%d".formatted(named, manifest, counter)
                : "%s.%s.%d.%d".formatted(report.name(), named, manifest, counter);
        return base + (report.daily() ? "_daily_0.parquet" : "_0.parquet");
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
