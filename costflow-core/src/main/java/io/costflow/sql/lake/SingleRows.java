package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemRows;
import io.costflow.lineitem.SelectedRows;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;
import org.apache.flink.table.data.binary.BinaryStringData;

/** The wanted rows of a file as they are. */
final class SingleRows implements FileRows {

    private final SelectedRows wanted;
    private final LineItemRow view;

    SingleRows(LineItemRows rows, LakeColumns columns, LakePartition partition) {
        this.wanted = new SelectedRows(rows, columns.tests());
        this.view = new LineItemRow(columns.names().stream()
                .map(name -> LakePartition.KEYS.contains(name)
                        ? new ColumnValues.SameText(BinaryStringData.fromString(partition.value(name)))
                        : values(columns.ofFile(name), rows))
                .toArray(ColumnValues[]::new));
    }

    private static ColumnValues values(LineItemRows.Column column, LineItemRows rows) {
        return switch (column.role()) {
            case NUMBER, NUMBER_OR_TEXT -> new ColumnValues.Numbers(rows.numbers(column.name()));
            case TEXT -> new ColumnValues.Texts(rows.textIds(column.name()), rows.texts(column.name()));
            case TIME -> new ColumnValues.Times(rows.times(column.name()));
        };
    }

    @Override
    public int next() throws IOException, UnreadableFileException {
        return wanted.next();
    }

    @Override
    public LineItemRow row(int number) {
        return view.at(wanted.position(number));
    }

    @Override
    public int taken() {
        return wanted.rowsRead();
    }
}
