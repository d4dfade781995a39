package io.costflow.publish;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.integer;
import static io.costflow.publish.Column.json;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.text;
import static io.costflow.publish.Column.uuid;

import io.costflow.day.HeldBack;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A day of the OpenShift table for tests, with some of its columns. */
final class UsageDay {

    static final String TABLE = "reporting_ocpusagelineitem_daily_summary";
    static final String SOURCE = "00000000-0000-0000-0000-000000000001";
    static final String OUTPUT = "openshift";
    static final String CLUSTER = "my-cluster";
    static final LocalDate DAY = LocalDate.of(2025, 10, 3);
    static final Table<Staged> OPENSHIFT = new Table<>(TABLE, "uuid",
            "data_source in ('Pod', 'Storage') and (infrastructure_raw_cost is null or infrastructure_raw_cost = 0)"
                    + " and infrastructure_project_raw_cost is null and raw_currency is null and supplementary_usage_cost is null"
                    + " and cost_model_rate_type is null and monthly_cost_type is null and distributed_cost is null",
            List.of(
                    uuid("uuid", line -> line.row.key()),
                    date("usage_start", line -> line.day.day()),
                    date("usage_end", line -> line.day.day()),
                    source(line -> line.day.source()),
                    integer("report_period_id", line -> null),
                    text("data_source", line -> "Pod"),
                    text("namespace", line -> line.row.namespace()),
                    json("pod_labels", line -> line.row.labels()),
                    number("pod_usage_cpu_core_hours", line -> line.row.cpu())));

    static final Map<String, List<Table<?>>> TABLES = Map.of(OUTPUT, List.of(OPENSHIFT));

    /** One row; its key follows from {@code name}. */
    record Row(String name, String namespace, String labels, Double cpu) {

        UUID key() {
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record Staged(SourceDay day, Row row) {}

    private final SourceDay day;
    private final List<Row> rows = new ArrayList<>();
    private long revision = 1;
    private String fingerprint = "files 1";
    private boolean rebuild;
    private String overlap;
    private long planRevision;

    UsageDay(Row... rows) {
        this(SourceDay.of(KokuDatabase.TENANT, SOURCE, DAY), rows);
    }

    UsageDay(SourceDay day, Row... rows) {
        this.day = day;
        this.rows.addAll(Arrays.asList(rows));
    }

    static Row row(String namespace, double cpu) {
        return new Row(namespace, namespace, "{}", cpu);
    }

    UsageDay at(long newRevision, String newFingerprint) {
        revision = newRevision;
        fingerprint = newFingerprint;
        return this;
    }

    /** What is published is newer than the plan that it rests on. */
    UsageDay restingOn(long plan) {
        planRevision = plan;
        return this;
    }

    UsageDay overlapping(String sentence) {
        overlap = sentence;
        return this;
    }

    UsageDay rebuilt() {
        rebuild = true;
        return this;
    }

    /** The rows are those of the last good revision, which {@code plan} named: the day itself is held back. */
    DayMark heldBackMark(HeldBack why, long plan) {
        DayMark mark = mark();
        return DayMark.heldBack(period(), revision, mark.basis(), why)
                .with(new DayMark.LastGood(mark.content(), new DayMark.Basis(plan, 2, 10, 0)))
                .rebuilding(true)
                .ofCluster(CLUSTER);
    }

    DayRows staged() {
        CopyText text = new CopyText();
        rows.forEach(row -> OPENSHIFT.write(new Staged(day, row), text));
        return new DayRows(period(), revision, TABLE, text.rows(), text.take());
    }

    DayMark mark() {
        String checksum = rows.isEmpty() ? RowChecksum.OF_NOTHING : String.valueOf(rows.hashCode());
        long plan = planRevision == 0 ? revision : planRevision;
        return DayMark.of(period(), revision, new DayMark.Content(fingerprint, checksum, rows.size()), new DayMark.Basis(plan, 2, 10, 0))
                .with(overlap)
                .rebuilding(rebuild)
                .ofCluster(CLUSTER);
    }

    OutputPeriod period() {
        return OutputPeriod.of(OUTPUT, day);
    }

    DayReport publishTo(DayPublisher publisher) throws IOException, InterruptedException {
        try (StagedRows staged = new StagedRows()) {
            staged.add(staged());
            return publisher.publish(mark(), staged);
        }
    }

    DayReport publishTo(DatabaseSettings database) throws IOException, InterruptedException {
        try (DayPublisher publisher = new DayPublisher(database, TABLES)) {
            return publishTo(publisher);
        }
    }
}
