package io.costflow.provider.aws;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.lineitem.CombinedDay;
import io.costflow.provider.DayContents;
import io.costflow.provider.Layouts;
import io.costflow.provider.Report;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishInput;
import io.costflow.publish.Table;
import io.costflow.reference.SnapshotBuilder;
import io.costflow.settings.SourceSettings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An AWS source's day in few words, and the rows that come of it. */
final class AwsAccount {

    static final String SOURCE = "00000000-0000-0000-0000-0000000000aa";

    private final List<DayContents.File> files = new ArrayList<>();
    private final SnapshotBuilder reference = SnapshotBuilder.of("org1").bill(SOURCE, AwsReport.DAY, 7);
    private BigDecimal markup = BigDecimal.ZERO;

    /** The rows of each table, by column; NULL is null. */
    record Rows(Map<String, List<Map<String, String>>> tables, BillFindings findings) {

        List<Map<String, String>> projects() {
            return of("reporting_ocpawscostlineitem_project_daily_summary_p");
        }

        List<Map<String, String>> of(String table) {
            return tables.getOrDefault(table, List.of());
        }
    }

    static AwsAccount with(AwsReport... daily) throws Exception {
        AwsAccount account = new AwsAccount();
        for (AwsReport report : daily) {
            account.add(Aws.DAILY, report);
        }
        return account;
    }

    AwsAccount hourly(AwsReport report) throws Exception {
        add(Aws.HOURLY, report);
        return this;
    }

    AwsAccount enabled(List<String> forAws, List<String> forOpenShift) {
        reference.awsKeys(forAws.toArray(String[]::new)).openShiftKeys(forOpenShift);
        return this;
    }

    AwsAccount markup(String fraction) {
        markup = new BigDecimal(fraction);
        return this;
    }

    AwsAccount alias(String account, int id) {
        reference.alias(account, id);
        return this;
    }

    Rows over(CloudCluster... clusters) {
        SourceDay day = SourceDay.of("org1", SOURCE, AwsReport.DAY);
        SourceSettings source = SourceSettings.cloud("org1", Aws.TYPE, SOURCE, markup);
        List<PublishInput> outputs = new ArrayList<>();
        OpenShiftOnAws output = new OpenShiftOnAws();
        DayWriter writer = new DayWriter(OutputPeriod.of(output.id(), day), 1, outputs::add);
        DayContents contents = new DayContents(day, source, files, Layouts.ofAll(), reference.build(), remark -> {});
        BillFindings findings = output.attribute(contents, List.of(clusters), writer);
        writer.finish();
        return new Rows(tables(output.tables(), outputs), findings);
    }

    /** The rows of each table, by column; NULL is null. */
    static Map<String, List<Map<String, String>>> tables(List<Table<?>> tables, List<PublishInput> outputs) {
        Map<String, List<Map<String, String>>> read = new LinkedHashMap<>();
        for (PublishInput output : outputs) {
            List<String> columns = tables.stream().filter(table -> table.name().equals(output.rows().table())).findFirst().orElseThrow().columnNames();
            for (String line : new String(output.rows().text(), StandardCharsets.UTF_8).split("\n")) {
                Map<String, String> row = new LinkedHashMap<>();
                String[] values = line.split("\t", -1);
                for (int column = 0; column < values.length; column++) {
                    row.put(columns.get(column), values[column].equals("\\N") ? null : values[column].replace("\\\\", "\\"));
                }
                read.computeIfAbsent(output.rows().table(), table -> new ArrayList<>()).add(row);
            }
        }
        return read;
    }

    private void add(Report report, AwsReport bill) throws Exception {
        files.add(new DayContents.File(report.id(), CombinedDay.decode(bill.read().encode())));
    }
}
