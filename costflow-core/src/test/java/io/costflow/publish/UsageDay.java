package io.costflow.publish;

import io.costflow.day.SourceDay;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A day of the OpenShift table for tests, with some of its columns. */
final class UsageDay {

    static final String TABLE = "reporting_ocpusagelineitem_daily_summary";
    static final String SOURCE = "00000000-0000-0000-0000-000000000001";
    static final LocalDate DAY = LocalDate.of(2025, 10, 3);
    static final PublishedTable OPENSHIFT = new PublishedTable(TABLE, "uuid",
            List.of("uuid", "usage_start", "usage_end", "source_uuid", "report_period_id", "data_source", "namespace", "pod_labels",
                    "pod_usage_cpu_core_hours"),
            "(infrastructure_raw_cost is null or infrastructure_raw_cost = 0) and cost_model_rate_type is null and monthly_cost_type is null"
                    + " and distributed_cost is null");

    /** One row; its key follows from {@code name}. */
    record Row(String name, String namespace, String labels, Double cpu) {

        UUID key() {
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }

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

    DayRows staged() {
        CopyText text = new CopyText();
        for (Row row : rows) {
            text.uuid(row.key()).date(day.day()).date(day.day()).uuid(UUID.fromString(day.source())).integer(null)
                    .text("Pod").text(row.namespace()).json(row.labels())
                    .number(row.cpu()).endRow();
        }
        return new DayRows(day, revision, TABLE, text.rows(), text.take());
    }

    DayMark mark() {
        String checksum = rows.isEmpty() ? RowChecksum.OF_NOTHING : String.valueOf(rows.hashCode());
        long plan = planRevision == 0 ? revision : planRevision;
        return new DayMark(day, revision, fingerprint, checksum, rows.size(), 2, 10, rebuild, null, overlap, plan, 0);
    }

    DayReport publishTo(DayPublisher publisher) throws IOException, InterruptedException {
        try (StagedRows staged = new StagedRows()) {
            staged.add(staged());
            return publisher.publish(mark(), staged);
        }
    }

    DayReport publishTo(DatabaseSettings database) throws IOException, InterruptedException {
        try (DayPublisher publisher = new DayPublisher(database, List.of(OPENSHIFT))) {
            return publishTo(publisher);
        }
    }
}
