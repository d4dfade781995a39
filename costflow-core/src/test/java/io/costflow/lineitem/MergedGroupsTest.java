package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.lineitem.LineItemGroups.Aggregate;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnBatch;
import io.costflow.lineitem.parquet.ColumnRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;

/** Merges the groups of several files. */
class MergedGroupsTest {

    private static final Column NAME = new Column("name", ColumnRole.TEXT);
    private static final Column AT = new Column("at", ColumnRole.TIME);
    private static final Column CPU = new Column("cpu", ColumnRole.NUMBER);
    private static final List<Aggregate> AGGREGATES = List.of(
            new Aggregate(Aggregate.Function.SUM, "cpu"), new Aggregate(Aggregate.Function.COUNT, null), new Aggregate(Aggregate.Function.MIN, "cpu"),
            new Aggregate(Aggregate.Function.MAX, "cpu"));

    private static ParquetTestFile file() {
        return ParquetTestFile.with("optional int64 at (TIMESTAMP(MICROS,true))", "optional binary name (STRING)", "optional double cpu");
    }

    @Test
    void groupsWithTheSameKeysBecomeOne() throws Exception {
        MergedGroups merged = new MergedGroups(List.of(NAME, AT), AGGREGATES);
        add(merged, file().row(1L, "a", 1.0).row(1L, "b", 5.0).row(null, null, null).file(), 0);
        add(merged, file().row(1L, "b", -2.0).row(2L, "b", 3.0).row(1L, "a", null).row(null, null, 4.0).file(), 0);

        assertThat(groups(merged)).containsExactlyInAnyOrder(
                "0 a 1: 1.0 of 2, 1.0 to 1.0", "0 b 1: 3.0 of 2, -2.0 to 5.0", "0 b 2: 3.0 of 1, 3.0 to 3.0", "0 NULL NULL: 4.0 of 2, 4.0 to 4.0");
    }

    @Test
    void groupsOfDifferentFoldersAreNotMerged() throws Exception {
        MergedGroups merged = new MergedGroups(List.of(NAME, AT), AGGREGATES);
        add(merged, file().row(1L, "a", 1.0).file(), 0);
        add(merged, file().row(1L, "a", 2.0).file(), 1);
        add(merged, file().row(1L, "a", 4.0).file(), 0);

        assertThat(groups(merged)).containsExactlyInAnyOrder("0 a 1: 5.0 of 2, 1.0 to 4.0", "1 a 1: 2.0 of 1, 2.0 to 2.0");
    }

    @Test
    void groupsOfSeveralBatchesAreMerged() throws Exception {
        int names = 3 * ColumnBatch.ROWS + 1;
        MergedGroups merged = new MergedGroups(List.of(NAME, AT), AGGREGATES);
        for (int number = 0; number < 2; number++) {
            ParquetTestFile file = file();
            for (int name = 0; name < names; name++) {
                file.row(1L, "name-" + (name + number), 1.0);
            }
            add(merged, file.file(), 0);
        }

        assertThat(merged.size()).isEqualTo(names + 1);
        assertThat(groups(merged)).contains("0 name-0 1: 1.0 of 1, 1.0 to 1.0", "0 name-1 1: 2.0 of 2, 1.0 to 1.0", "0 name-" + names + " 1: 1.0 of 1, 1.0 to 1.0");
    }

    private static void add(MergedGroups merged, InputFile file, int folder) throws Exception {
        try (LineItemRows rows = LineItemRows.open(file, List.of(NAME, AT, CPU), List.of())) {
            LineItemGroups groups = new LineItemGroups(rows, List.of(NAME, AT), AGGREGATES, List.of());
            for (int found = groups.next(); found > 0; found = groups.next()) {
                merged.add(groups, found, folder);
            }
        }
    }

    private static List<String> groups(MergedGroups merged) {
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < merged.size(); group++) {
            int name = merged.textIds(0)[group];
            long time = merged.times(1)[group];
            groups.add(merged.folders()[group]
                    + " " + (name == LineItemRows.NO_TEXT ? "NULL" : new String(merged.texts(0).utf8(name), StandardCharsets.UTF_8))
                    + " " + (time == LineItemRows.NO_TIME ? "NULL" : time)
                    + ": " + merged.numbers(0)[group] + " of " + merged.counts()[group]
                    + ", " + merged.numbers(2)[group] + " to " + merged.numbers(3)[group]);
        }
        return groups;
    }
}
