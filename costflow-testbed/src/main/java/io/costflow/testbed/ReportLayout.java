package io.costflow.testbed;

import io.costflow.testbed.LineItemColumn.Kind;
import io.costflow.testbed.LineItemColumn.RollUp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the files of a report look like.
 *
 * @param name the report's name in paths, such as {@code pod_usage}
 * @param columns all columns
 */
record ReportLayout<T extends LineItem>(String name, List<LineItemColumn<T>> columns) {
    private static final long INTERVAL_SECONDS = 3599;

    /** The layout of a report of OpenShift: the four times that each has, and these columns. */
    @SafeVarargs
    static <T extends LineItem> ReportLayout<T> of(String name, LineItemColumn<T>... columns) {
        List<LineItemColumn<T>> all = new ArrayList<>();
        all.add(new LineItemColumn<>("report_period_start", Kind.TIME, RollUp.MAX, item -> startOfDay(monthOf(item))));
        all.add(new LineItemColumn<>("report_period_end", Kind.TIME, RollUp.MAX, item -> startOfDay(monthOf(item).plusMonths(1))));
        all.add(new LineItemColumn<>("interval_start", Kind.TIME, RollUp.DAY, item -> item.hour().toEpochMilli()));
        all.add(new LineItemColumn<>("interval_end", Kind.TIME, RollUp.HOURLY_ONLY, item -> item.hour().plusSeconds(INTERVAL_SECONDS).toEpochMilli()));
        all.addAll(List.of(columns));
        return new ReportLayout<>(name, List.copyOf(all));
    }

    /** The columns of the hourly file. */
    List<LineItemColumn<T>> hourly() {
        return columns.stream().filter(column -> !column.isDailyOnly()).toList();
    }

    /** The columns of the daily file: first the key, then what is aggregated. */
    List<LineItemColumn<T>> daily() {
        List<LineItemColumn<T>> kept = columns.stream().filter(column -> column.rollUp() != RollUp.HOURLY_ONLY).toList();
        return Stream.concat(kept.stream().filter(LineItemColumn::isKey), kept.stream().filter(column -> !column.isKey())).toList();
    }

    private static LocalDate monthOf(LineItem item) {
        return LocalDate.ofInstant(item.hour(), ZoneOffset.UTC).withDayOfMonth(1);
    }

    private static Object startOfDay(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
