package io.costflow.provider.azure;

import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.Layouts;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of a bill in few words, with koku's columns: {@code AzureReport.report().line("resourceid", "vm", "costinbillingcurrency", 10.0)}. What a line does
 * not name is the empty text or 0.
 */
final class AzureReport {

    static final LocalDate DAY = LocalDate.of(2025, 10, 5);

    private static final LineItemLayout LAYOUT = Layouts.ofAll().layout(Azure.LINE_ITEMS.id());

    private static final String TIME = "date";
    private static final List<String> TEXTS = List.of(
            "resourceid", "subscriptionid", "subscriptionguid", "subscriptionname", "resourcelocation", "servicename", "consumedservice", "metercategory", "metername", "unitofmeasure",
            "billingcurrencycode", "billingcurrency", "tags", "additionalinfo");
    private static final List<String> NUMBERS = List.of("costinbillingcurrency", "quantity");
    private static final Map<String, Object> USUAL =
            Map.of("subscriptionguid", "sub-1", "metercategory", "Storage", "billingcurrencycode", "USD", "tags", "{}", "additionalinfo", "{}");

    private final Map<String, Object> columns = new LinkedHashMap<>();
    private final List<Map<String, Object>> lines = new ArrayList<>();

    private AzureReport() {
        columns.put(TIME, DAY.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
        TEXTS.forEach(column -> columns.put(column, USUAL.getOrDefault(column, "")));
        NUMBERS.forEach(column -> columns.put(column, 0.0));
    }

    static AzureReport report() {
        return new AzureReport();
    }

    /** A line item: names of columns, each followed by its value. */
    AzureReport line(Object... namesAndValues) {
        Map<String, Object> line = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        lines.add(line);
        return this;
    }

    AzureReport without(String column) {
        columns.remove(column);
        return this;
    }

    /** What the reader makes of the day. */
    CombinedDay read() throws IOException, UnreadableFileException {
        CombinedDay day = combine().days().getOrDefault(DAY.toEpochDay(), CombinedDay.empty(LAYOUT));
        return CombinedDay.decode(day.encode());
    }

    /** What the reader makes of the file. */
    CombinedFile combine() throws IOException, UnreadableFileException {
        ParquetTestFile file = ParquetTestFile.with(columns.keySet().stream().map(AzureReport::type).toArray(String[]::new));
        for (Map<String, Object> line : lines) {
            file.row(columns.keySet().stream().map(column -> line.containsKey(column) ? line.get(column) : columns.get(column)).toArray());
        }
        return LineItemReader.combine(file.file(), LAYOUT, YearMonth.from(DAY), wanted -> true);
    }

    private static String type(String column) {
        if (column.equals(TIME)) {
            return "required int64 " + column + " (TIMESTAMP(MILLIS,false))";
        }
        return TEXTS.contains(column) ? "optional binary " + column + " (STRING)" : "optional double " + column;
    }
}
