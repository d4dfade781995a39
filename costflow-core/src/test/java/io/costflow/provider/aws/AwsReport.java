package io.costflow.provider.aws;

import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.ParquetTestFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.Layouts;
import io.costflow.provider.Report;
import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of a bill in few words, with koku's columns: {@code AwsReport.daily().line("lineitem_resourceid", "i-1", "lineitem_unblendedcost", 10.0)}. What a line
 * does not name is the empty text or 0.
 */
public final class AwsReport {

    static final LocalDate DAY = LocalDate.of(2025, 10, 5);

    private static final String TIME = "lineitem_usagestartdate";
    private static final List<String> TEXTS = List.of(
            "lineitem_resourceid", "bill_billingentity", "lineitem_productcode", "product_productname", "lineitem_usageaccountid", "lineitem_availabilityzone", "product_productfamily",
            "product_instancetype", "product_region", "pricing_unit", "lineitem_currencycode", "lineitem_lineitemtype", "lineitem_usagetype", "lineitem_operation", "product_operatingsystem", "product_vcpu",
            "product_memory", "resourcetags", "costcategory");
    private static final List<String> DAILY_NUMBERS =
            List.of("lineitem_usageamount", "lineitem_unblendedcost", "lineitem_blendedcost", "savingsplan_savingsplaneffectivecost", "lineitem_normalizationfactor",
                    "lineitem_normalizedusageamount", "lineitem_unblendedrate", "lineitem_blendedrate", "pricing_publicondemandcost", "pricing_publicondemandrate");
    private static final List<String> HOURLY_NUMBERS = List.of("lineitem_unblendedcost", "lineitem_unblendedrate");
    private static final Map<String, Object> USUAL = Map.of(
            "lineitem_productcode", "AmazonEC2",
            "lineitem_usageaccountid", "123",
            "lineitem_currencycode", "USD",
            "lineitem_lineitemtype", "Usage",
            "resourcetags", "{}",
            "costcategory", "{}");

    private final LineItemLayout layout;
    private final Map<String, Object> columns = new LinkedHashMap<>();
    private final List<Map<String, Object>> lines = new ArrayList<>();

    private AwsReport(Layouts layouts, Report report, List<String> numbers) {
        this.layout = layouts.layout(report.id());
        columns.put(TIME, DAY.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli());
        TEXTS.forEach(column -> columns.put(column, USUAL.getOrDefault(column, "")));
        numbers.forEach(column -> columns.put(column, 0.0));
    }

    public static AwsReport daily() {
        return new AwsReport(Layouts.ofAll(), Aws.DAILY, DAILY_NUMBERS);
    }

    /** Combined for attribution to clusters alone. */
    static AwsReport dailyOfClusters() {
        return new AwsReport(new Layouts(Set.of("openshift-on-aws")), Aws.DAILY, DAILY_NUMBERS);
    }

    static AwsReport hourly() {
        return new AwsReport(Layouts.ofAll(), Aws.HOURLY, HOURLY_NUMBERS);
    }

    /** A line item: names of columns, each followed by its value. */
    public AwsReport line(Object... namesAndValues) {
        Map<String, Object> line = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            line.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        lines.add(line);
        return this;
    }

    AwsReport without(String column) {
        columns.remove(column);
        return this;
    }

    /** What the reader makes of the file. */
    CombinedDay read() throws IOException, UnreadableFileException {
        ParquetTestFile file = ParquetTestFile.with(columns.keySet().stream().map(this::type).toArray(String[]::new));
        for (Map<String, Object> line : lines) {
            file.row(columns.keySet().stream().map(column -> line.containsKey(column) ? line.get(column) : columns.get(column)).toArray());
        }
        return LineItemReader.combine(file.file(), layout, YearMonth.from(DAY), day -> true).days().getOrDefault(DAY.toEpochDay(), CombinedDay.empty(layout));
    }

    /** The same, encoded. */
    public byte[] encoded() {
        try {
            return read().encode();
        } catch (IOException | UnreadableFileException e) {
            throw new IllegalStateException(e);
        }
    }

    private String type(String column) {
        if (column.equals(TIME)) {
            return "required int64 " + column + " (TIMESTAMP(MILLIS,true))";
        }
        return TEXTS.contains(column) ? "optional binary " + column + " (STRING)" : "optional double " + column;
    }
}
