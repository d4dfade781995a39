package io.costflow.provider.openshift;

import static io.costflow.provider.openshift.UsageRows.pod;
import static io.costflow.provider.openshift.UsageRows.unallocated;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.publish.DayRows;
import io.costflow.publish.DayWriter;
import io.costflow.reference.SnapshotBuilder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageRowWriterTest {

    private static final SourceDay DAY = SourceDay.of("org1234567", "00000000-0000-0000-0000-000000000001", LocalDate.parse("2025-10-03"));

    private static final OutputPeriod PERIOD = OutputPeriod.of("openshift", DAY);

    private final List<DayRows> batches = new ArrayList<>();

    @Test
    void rowsOfOneIdentityAreNumberedInTheOrderOfTheirValues() {
        List<UsageRow> rows = new ArrayList<>(List.of(unallocated("n1", 3, 1.0), unallocated("n1", 1, 1.0), unallocated("n1", 2, 1.0)));
        Map<String, String> categories = categoriesByKey(rows);
        assertThat(categories).hasSize(3);

        Collections.reverse(rows);
        assertThat(categoriesByKey(rows)).isEqualTo(categories);
        Collections.swap(rows, 0, 1);
        assertThat(categoriesByKey(rows)).isEqualTo(categories);
    }

    @Test
    void rowsThatAreEqualInEveryColumnHaveKeysOfTheirOwn() {
        assertThat(categoriesByKey(List.of(unallocated("n1", 5, 1.0), unallocated("n1", 5, 1.0)))).hasSize(2);
    }

    @Test
    void theChecksumDependsOnTheRowsAndNotOnTheirOrder() {
        UsageRow one = pod("shop", "n1", LabelSet.EMPTY);
        UsageRow other = unallocated("n1", 1, 1.0);
        String checksum = write(List.of(one, other));

        assertThat(write(List.of(other, one))).isEqualTo(checksum);
        assertThat(write(List.of(one))).isNotEqualTo(checksum);
        assertThat(write(List.of(one, unallocated("n1", 1, Math.nextUp(1.0))))).isNotEqualTo(checksum);
    }

    @Test
    void manyRowsAreWrittenInBatchesThatNameDayRevisionAndTable() {
        write(IntStream.range(0, 3000).mapToObj(i -> pod("shop", "n" + i, LabelSet.EMPTY)).toList());

        assertThat(batches).hasSizeGreaterThan(1).allSatisfy(batch -> {
            assertThat(batch.period()).isEqualTo(PERIOD);
            assertThat(batch.revision()).isEqualTo(77);
            assertThat(batch.table()).isEqualTo("reporting_ocpusagelineitem_daily_summary");
            assertThat(lines(batch)).hasSize(batch.rows());
        });
        assertThat(batches.stream().mapToInt(DayRows::rows).sum()).isEqualTo(3000);
    }

    @Test
    void noRowsAreNoBatch() {
        assertThat(write(List.of())).isEqualTo("0".repeat(32));
        assertThat(batches).isEmpty();
    }

    private String write(List<UsageRow> rows) {
        DayWriter writer = new DayWriter(PERIOD, 77, output -> batches.add(output.rows()));
        new UsageRowWriter(new UsageTable(DAY, 42, "my-cluster", "My Cluster", TagMapping.of(SnapshotBuilder.of("org1234567").build())), DAY, writer).write(rows);
        String checksum = writer.finish();
        assertThat(writer.rows()).isEqualTo(rows.size());
        return checksum;
    }

    private Map<String, String> categoriesByKey(List<UsageRow> rows) {
        batches.clear();
        write(rows);
        return batches.stream()
                .flatMap(batch -> lines(batch).stream())
                .map(UsageRows::columns)
                .collect(Collectors.toMap(columns -> columns.get("uuid"), columns -> columns.get("cost_category_id")));
    }

    private static List<String> lines(DayRows batch) {
        return new String(batch.text(), StandardCharsets.UTF_8).lines().toList();
    }
}
