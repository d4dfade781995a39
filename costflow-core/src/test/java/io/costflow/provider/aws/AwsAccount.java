package io.costflow.provider.aws;

import io.costflow.assembly.CompleteDay;
import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.day.Contribution;
import io.costflow.day.DayPlan;
import io.costflow.day.LakeFile;
import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishedTable;
import io.costflow.reference.AccountAlias;
import io.costflow.reference.Bill;
import io.costflow.reference.ReferenceSnapshot;
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

    private final List<Contribution> contributions = new ArrayList<>();
    private final List<AccountAlias> aliases = new ArrayList<>();
    private List<String> awsKeys = List.of();
    private List<String> openShiftKeys = List.of();
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
            account.add(ReportType.AWS_DAILY, report);
        }
        return account;
    }

    AwsAccount hourly(AwsReport report) throws Exception {
        add(ReportType.AWS_HOURLY, report);
        return this;
    }

    AwsAccount enabled(List<String> forAws, List<String> forOpenShift) {
        awsKeys = forAws;
        openShiftKeys = forOpenShift;
        return this;
    }

    AwsAccount markup(String fraction) {
        markup = new BigDecimal(fraction);
        return this;
    }

    AwsAccount alias(String account, int id) {
        aliases.add(new AccountAlias(account, id));
        return this;
    }

    Rows over(CloudCluster... clusters) {
        SourceDay day = SourceDay.of("org1", SOURCE, AwsReport.DAY);
        SourceSettings source = new SourceSettings("org1", SourceSettings.Type.AWS, SOURCE, null, null, null, null, markup);
        DayPlan plan = DayPlan.of(day, 1, source, contributions.stream().map(Contribution::file).toList());
        ReferenceSnapshot reference =
                new ReferenceSnapshot("org1", 1, openShiftKeys, awsKeys, List.of(), List.of(), List.of(), List.of(new Bill(SOURCE, day.epochDay(), 7)), aliases, List.of());
        List<DayOutput> outputs = new ArrayList<>();
        DayWriter writer = new DayWriter(day, 1, outputs::add);
        AwsBilling billing = new AwsBilling();
        BillFindings findings = billing.attribute(new CompleteDay(plan, 1, contributions, reference), 7, List.of(clusters), writer);
        writer.finish();
        return new Rows(tables(billing.tables(), outputs), findings);
    }

    private static Map<String, List<Map<String, String>>> tables(List<PublishedTable> tables, List<DayOutput> outputs) {
        Map<String, List<Map<String, String>>> read = new LinkedHashMap<>();
        for (DayOutput output : outputs) {
            List<String> columns = tables.stream().filter(table -> table.name().equals(output.rows().table())).findFirst().orElseThrow().columns();
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

    private void add(ReportType type, AwsReport report) throws Exception {
        LakeFile file = new LakeFile(type, "file:///" + contributions.size(), 1, 1);
        contributions.add(new Contribution(SourceDay.of("org1", SOURCE, AwsReport.DAY), 1, file, AwsLineItems.VERSION, true, 1, report.read().encode(), null));
    }
}
