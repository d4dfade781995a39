package io.costflow.provider.openshift;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.DayContents;
import io.costflow.provider.Layouts;
import io.costflow.publish.CopyText;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowChecksum;
import io.costflow.settings.SourceSettings;
import io.costflow.reference.SnapshotBuilder;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Computing a day from what its files gave, and what is done with its rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DayBenchmark {
    private static final SourceDay DAY = SourceDay.of("org1234567", "00000000-0000-0000-0000-000000000001", MadeUpDay.DAY);

    private final UsageTable table = new UsageTable(DAY, 42, "my-cluster", "My Cluster", TagMapping.of(SnapshotBuilder.of("org1234567").build()));
    private DayContents day;
    private List<UsageRow> rows;
    private byte[] lines;

    @Setup
    public void compute() throws Exception {
        SourceSettings cluster = SourceSettings.cluster(DAY.tenant(), OpenShift.TYPE, DAY.source(), "my-cluster", "My Cluster", null);
        day = new DayContents(DAY, cluster, MadeUpDay.files(), Layouts.ofAll(), MadeUpDay.reference(), remark -> {});
        rows = OpenShiftDay.rows(day);
        lines = copyText();
        System.out.printf("%,d line items, %,d rows, %,d bytes of rows%n", day.files().stream().mapToLong(file -> file.lineItems().rows()).sum(), rows.size(),
                lines.length);
    }

    @Benchmark
    public List<UsageRow> computeDay() {
        return OpenShiftDay.rows(day);
    }

    /** Rows as COPY text. */
    @Benchmark
    public byte[] copyText() {
        CopyText text = new CopyText();
        UUID id = new UUID(1, 2);
        rows.forEach(row -> UsageTable.TABLE.write(table.line(row, id), text));
        return text.take();
    }

    /** The same with every row's own id, in batches, and the checksum. */
    @Benchmark
    public String writeRows(Blackhole batches) {
        DayWriter writer = new DayWriter(OutputPeriod.of(OpenShiftSummary.ID, DAY), 1, batches::consume);
        new UsageRowWriter(table, DAY, writer).write(rows);
        return writer.finish();
    }

    @Benchmark
    public String checksum() {
        RowChecksum checksum = new RowChecksum();
        checksum.addLines(lines);
        return checksum.text();
    }
}
