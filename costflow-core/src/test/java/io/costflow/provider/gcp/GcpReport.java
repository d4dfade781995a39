package io.costflow.provider.gcp;

import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.Layouts;
import io.costflow.provider.Report;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of a bill in few words, with koku's columns: {@code GcpReport.report().line("project_id", "p", "cost", 10.0)}. What a line does not name is usual. */
final class GcpReport {

    static final LocalDate DAY = LocalDate.of(2025, 10, 1);

    private static final List<String> TIMES = List.of("usage_start_time", "usage_end_time");
    private static final List<String> TEXTS = List.of(
            "invoice_month", "billing_account_id", "project_id", "project_name", "service_id", "service_description", "sku_id", "sku_description", "location_region", "cost_type",
            "usage_pricing_unit", "currency", "system_labels", "labels", "credits", "resource_name", "resource_global_name");
    private static final List<String> NUMBERS = List.of("cost", "usage_amount_in_pricing_units", "usage_amount", "daily_credits");
    private static final Map<String, Object> USUAL =
            Map.of("invoice_month", "202510", "billing_account_id", "account", "currency", "USD", "system_labels", "{}", "labels", "{}", "credits", "{}");

    private final Map<String, Object> columns = new LinkedHashMap<>();
    private final List<Map<String, Object>> lines = new ArrayList<>();

    private GcpReport() {
        columns.put("usage_start_time", at(1, 10));
        columns.put("usage_end_time", at(1, 11));
        TEXTS.forEach(column -> columns.put(column, USUAL.getOrDefault(column, "")));
        NUMBERS.forEach(column -> columns.put(column, 0.0));
    }

    static GcpReport report() {
        return new GcpReport();
    }

    /** An hour of October, as the files have it. */
    static long at(int day, int hour) {
        return LocalDateTime.of(2025, 10, day, hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** A line item: names of columns, each followed by its value. */
    GcpReport line(Object... namesAndValues) {
        Map<String, Object> line = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        lines.add(line);
        return this;
    }

    GcpReport without(String column) {
        columns.remove(column);
        return this;
    }

    /** What the reader makes of the day's line items, as a file of the bill by the hour. */
    CombinedDay read() throws IOException, UnreadableFileException {
        return read(Gcp.HOURLY);
    }

    /** What the reader makes of the day's line items: a line has the columns of all reports. */
    CombinedDay read(Report report) throws IOException, UnreadableFileException {
        ParquetTestFile file = ParquetTestFile.with(columns.keySet().stream().map(GcpReport::type).toArray(String[]::new));
        for (Map<String, Object> line : lines) {
            file.row(columns.keySet().stream().map(column -> line.containsKey(column) ? line.get(column) : columns.get(column)).toArray());
        }
        LineItemLayout layout = Layouts.ofAll().layout(report.id());
        CombinedDay day = LineItemReader.combine(file.file(), layout, Gcp.PROVIDER.folders().around(YearMonth.from(DAY)), wanted -> true)
                .days().getOrDefault(DAY.toEpochDay(), CombinedDay.empty(layout));
        return CombinedDay.decode(day.encode());
    }

    private static String type(String column) {
        if (TIMES.contains(column)) {
            return (column.equals(GcpLineItems.USAGE_START) ? "required" : "optional") + " int64 " + column + " (TIMESTAMP(MILLIS,false))";
        }
        return TEXTS.contains(column) ? "optional binary " + column + " (STRING)" : "optional double " + column;
    }
}
