package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemGroups;
import io.costflow.lineitem.LineItemRows;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.RowTotal;
import io.costflow.lineitem.UnreadableFileException;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.binary.BinaryStringData;

/** The rows of a file combined into groups. A group is a row of the columns that tell groups apart, then the totals. */
final class GroupedRows implements FileRows {

    private final LineItemRows rows;
    private final LineItemGroups groups;
    private final LakeGroups wanted;
    private final LakePartition partition;
    private LineItemRow view;

    GroupedRows(LineItemRows rows, LakeColumns columns, LakePartition partition) {
        this.rows = rows;
        this.wanted = columns.groups();
        this.groups = new LineItemGroups(rows, wanted.keys(), wanted.totals(), columns.tests());
        this.partition = partition;
    }

    @Override
    public int next() throws IOException, UnreadableFileException {
        int found = groups.next();
        List<ColumnValues> values = new ArrayList<>();
        wanted.names().forEach(name -> values.add(key(name)));
        for (int total = 0; total < wanted.totals().size(); total++) {
            boolean counted = wanted.totals().get(total).kind() == RowTotal.Kind.ROWS;
            values.add(counted ? new ColumnValues.Counts(groups.counts()) : new ColumnValues.Numbers(groups.numbers(total)));
        }
        view = new LineItemRow(values.toArray(ColumnValues[]::new));
        return found;
    }

    private ColumnValues key(String name) {
        if (LakePartition.KEYS.contains(name)) {
            return new ColumnValues.SameText(BinaryStringData.fromString(partition.value(name)));
        }
        int key = wanted.keys().stream().map(Column::name).toList().indexOf(name);
        return switch (wanted.keys().get(key).role()) {
            case TEXT -> new ColumnValues.Texts(groups.textNumbers(key), rows.texts(name));
            case TIME -> new ColumnValues.Times(groups.times(key));
            case NUMBER -> throw new IllegalArgumentException("Numbers tell no groups apart, but '" + name + "' is one.");
        };
    }

    @Override
    public LineItemRow row(int number) {
        return view.at(number);
    }

    @Override
    public int taken() {
        return groups.rowsTaken();
    }
}
