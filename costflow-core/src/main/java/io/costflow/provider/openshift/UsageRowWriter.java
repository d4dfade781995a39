package io.costflow.provider.openshift;

import io.costflow.day.SourceDay;
import io.costflow.publish.CopyText;
import io.costflow.publish.DayWriter;
import io.costflow.publish.RowIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the rows of a day, and gives every row its key. */
final class UsageRowWriter {

    private static final UUID NO_KEY = new UUID(0, 0);

    private final UsageTable table;
    private final RowIds ids;
    private final DayWriter writer;

    UsageRowWriter(UsageTable table, SourceDay day, DayWriter writer) {
        this.table = table;
        this.ids = new RowIds(UsageTable.TABLE.name(), day);
        this.writer = writer;
    }

    /** @param rows those of pods and of storage each have an identity of their own, since they were grouped by it */
    void write(List<UsageRow> rows) {
        Map<List<String>, List<UsageRow>> unallocated = new LinkedHashMap<>();
        for (UsageRow row : rows) {
            List<String> identity = UsageTable.identity(row);
            switch (row.kind()) {
                case POD, STORAGE -> write(row, identity, 0);
                case UNALLOCATED -> unallocated.computeIfAbsent(identity, node -> new ArrayList<>(1)).add(row);
            }
        }
        unallocated.forEach((identity, same) -> {
            List<UsageRow> ordered = same.size() == 1 ? same : inOrderOfTheirValues(same);
            for (int ordinal = 0; ordinal < ordered.size(); ordinal++) {
                write(ordered.get(ordinal), identity, ordinal);
            }
        });
    }

    private void write(UsageRow row, List<String> identity, int ordinal) {
        table.write(row, ids.of(identity, ordinal), writer.next(UsageTable.TABLE.name()));
    }

    /** Rows of one identity are numbered in the order of all their values, so that the numbers do not depend on how they were found. */
    private List<UsageRow> inOrderOfTheirValues(List<UsageRow> rows) {
        return rows.stream().sorted(Comparator.comparing(row -> {
            CopyText line = new CopyText();
            table.write(row, NO_KEY, line);
            return new String(line.take(), StandardCharsets.UTF_8);
        })).toList();
    }
}
