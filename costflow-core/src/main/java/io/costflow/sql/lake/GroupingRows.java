package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemGroups;
import io.costflow.lineitem.LineItemRows;
import io.costflow.lineitem.UnreadableFileException;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;

/** The rows of a file, which go to groups that are gathered from several files. They are only handed on from here when they become too many. */
final class GroupingRows implements FileRows {

    private final LineItemGroups groups;
    private final LakePartition partition;
    private final GroupedRows gathered;
    private int rowsTaken;

    GroupingRows(LineItemRows rows, LakeColumns columns, LakePartition partition, GroupedRows gathered) {
        this.groups = new LineItemGroups(rows, columns.groups().keys(), columns.groups().totals(), columns.tests());
        this.partition = partition;
        this.gathered = gathered;
    }

    @Override
    public int next() throws IOException, UnreadableFileException {
        rowsTaken = 0;
        for (int found = groups.next(); found > 0; found = groups.next()) {
            rowsTaken += groups.rowsTaken();
            gathered.add(groups, found, partition);
            if (gathered.areMany()) {
                return gathered.next();
            }
        }
        return 0;
    }

    @Override
    public LineItemRow row(int number) {
        return gathered.row(number);
    }

    @Override
    public int taken() {
        return rowsTaken;
    }
}
