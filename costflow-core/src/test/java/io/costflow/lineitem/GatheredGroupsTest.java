package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.lineitem.LineItemRows.Column;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.InputFile;
import org.junit.jupiter.api.Test;

/** Groups of several files. */
class GatheredGroupsTest {

    private static final Column NAME = new Column("name", ColumnRole.TEXT);
    private static final Column AT = new Column("at", ColumnRole.TIME);
    private static final Column CPU = new Column("cpu", ColumnRole.NUMBER);
    private static final List<RowTotal> TOTALS = List.of(
            new RowTotal(RowTotal.Kind.SUM, "cpu"), new RowTotal(RowTotal.Kind.ROWS, null), new RowTotal(RowTotal.Kind.LEAST, "cpu"),
            new RowTotal(RowTotal.Kind.GREATEST, "cpu"));

    private static ParquetTestFile file() {
        return ParquetTestFile.with("optional int64 at (TIMESTAMP(MICROS,true))", "optional binary name (STRING)", "optional double cpu");
    }

    @Test
    void aGroupThatSeveralFilesHaveIsThereOnce() throws Exception {
        GatheredGroups gathered = new GatheredGroups(List.of(NAME, AT), TOTALS);
        add(gathered, file().row(1L, "a", 1.0).row(1L, "b", 5.0).row(null, null, null).file(), 0);
        add(gathered, file().row(1L, "b", -2.0).row(2L, "b", 3.0).row(1L, "a", null).row(null, null, 4.0).file(), 0);

        assertThat(groups(gathered)).containsExactlyInAnyOrder(
                "0 a 1: 1.0 of 2, 1.0 to 1.0", "0 b 1: 3.0 of 2, -2.0 to 5.0", "0 b 2: 3.0 of 1, 3.0 to 3.0", "0 NULL NULL: 4.0 of 2, 4.0 to 4.0");
    }

    @Test
    void groupsOfOtherFoldersAreOthers() throws Exception {
        GatheredGroups gathered = new GatheredGroups(List.of(NAME, AT), TOTALS);
        add(gathered, file().row(1L, "a", 1.0).file(), 0);
        add(gathered, file().row(1L, "a", 2.0).file(), 1);
        add(gathered, file().row(1L, "a", 4.0).file(), 0);

        assertThat(groups(gathered)).containsExactlyInAnyOrder("0 a 1: 5.0 of 2, 1.0 to 4.0", "1 a 1: 2.0 of 1, 2.0 to 2.0");
    }

    @Test
    void manyGroupsAreAddedPieceByPiece() throws Exception {
        int names = 3 * ColumnVector.ROWS + 1;
        GatheredGroups gathered = new GatheredGroups(List.of(NAME, AT), TOTALS);
        for (int number = 0; number < 2; number++) {
            ParquetTestFile file = file();
            for (int name = 0; name < names; name++) {
                file.row(1L, "name-" + (name + number), 1.0);
            }
            add(gathered, file.file(), 0);
        }

        assertThat(gathered.size()).isEqualTo(names + 1);
        assertThat(groups(gathered)).contains("0 name-0 1: 1.0 of 1, 1.0 to 1.0", "0 name-1 1: 2.0 of 2, 1.0 to 1.0", "0 name-" + names + " 1: 1.0 of 1, 1.0 to 1.0");
    }

    private static void add(GatheredGroups gathered, InputFile file, int folder) throws Exception {
        try (LineItemRows rows = LineItemRows.open(file, List.of(NAME, AT, CPU), List.of())) {
            LineItemGroups groups = new LineItemGroups(rows, List.of(NAME, AT), TOTALS, List.of());
            for (int found = groups.next(); found > 0; found = groups.next()) {
                gathered.add(groups, found, folder);
            }
        }
    }

    private static List<String> groups(GatheredGroups gathered) {
        List<String> groups = new ArrayList<>();
        for (int group = 0; group < gathered.size(); group++) {
            int name = gathered.textNumbers(0)[group];
            long time = gathered.times(1)[group];
            groups.add(gathered.folders()[group]
                    + " " + (name == LineItemRows.NO_TEXT ? "NULL" : new String(gathered.texts(0).utf8(name), StandardCharsets.UTF_8))
                    + " " + (time == LineItemRows.NO_TIME ? "NULL" : time)
                    + ": " + gathered.numbers(0)[group] + " of " + gathered.counts()[group]
                    + ", " + gathered.numbers(2)[group] + " to " + gathered.numbers(3)[group]);
        }
        return groups;
    }
}
