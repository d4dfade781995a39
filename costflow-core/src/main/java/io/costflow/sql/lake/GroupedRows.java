package io.costflow.sql.lake;

import io.costflow.lineitem.LineItemGroups;
import io.costflow.lineitem.LineItemGroups.Aggregate;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.MergedGroups;
import io.costflow.sql.scan.LakePartition;
import io.costflow.sql.scan.RowCursor;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.binary.BinaryStringData;

/** Groups of the files of a reader. A group is a row of the columns that tell groups apart, then the totals. */
final class GroupedRows implements RowCursor {

    /** Some ten megabytes of keys and totals. */
    private static final int MANY = 1 << 18;

    private final LakeGroups wanted;
    private final List<LakePartition> folders = new ArrayList<>();
    private final boolean byFolder;
    private MergedGroups groups;
    private LineItemRow view;

    GroupedRows(LakeGroups wanted) {
        this.wanted = wanted;
        this.byFolder = wanted.names().stream().anyMatch(LakePartition.KEYS::contains);
        this.groups = new MergedGroups(wanted.keys(), wanted.totals());
    }

    void add(LineItemGroups ofFile, int found, LakePartition partition) {
        if (byFolder && !folders.contains(partition)) {
            folders.add(partition);
        }
        groups.add(ofFile, found, byFolder ? folders.indexOf(partition) : 0);
    }

    boolean areMany() {
        return groups.size() >= MANY;
    }

    /** Makes the groups so far the rows at hand, starts over, and returns how many they are. */
    @Override
    public int next() {
        List<ColumnValues> values = new ArrayList<>();
        wanted.names().forEach(name -> values.add(key(name)));
        for (int total = 0; total < wanted.totals().size(); total++) {
            boolean counted = wanted.totals().get(total).function() == Aggregate.Function.COUNT;
            values.add(counted ? new ColumnValues.Counts(groups.counts()) : new ColumnValues.Numbers(groups.numbers(total)));
        }
        view = new LineItemRow(values.toArray(ColumnValues[]::new));
        int found = groups.size();
        groups = new MergedGroups(wanted.keys(), wanted.totals());
        return found;
    }

    private ColumnValues key(String name) {
        if (LakePartition.KEYS.contains(name)) {
            BinaryStringData[] values = folders.stream().map(folder -> BinaryStringData.fromString(folder.value(name))).toArray(BinaryStringData[]::new);
            return new ColumnValues.FolderTexts(groups.folders(), values);
        }
        int key = wanted.keys().stream().map(Column::name).toList().indexOf(name);
        return switch (wanted.keys().get(key).role()) {
            case TEXT -> new ColumnValues.Texts(groups.textIds(key), groups.texts(key));
            case TIME -> new ColumnValues.Times(groups.times(key));
            case NUMBER, NUMBER_OR_TEXT -> throw new IllegalArgumentException("Numbers tell no groups apart, but '" + name + "' is one.");
        };
    }

    @Override
    public LineItemRow row(int number) {
        return view.at(number);
    }

    /** The rows of the files were counted when they were added. */
    @Override
    public int taken() {
        return 0;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
