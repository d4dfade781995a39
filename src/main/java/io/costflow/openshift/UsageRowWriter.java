package io.costflow.openshift;

import io.costflow.day.SourceDay;
import io.costflow.publish.CopyText;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayRows;
import io.costflow.publish.RowChecksum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes the rows of a day in batches, and gives every row its key. */
final class UsageRowWriter {

    private static final int BATCH_CHARACTERS = 256 * 1024;

    private final UsageTable table;
    private final SourceDay day;
    private final long revision;
    private final Consumer<DayOutput> output;
    private final CopyText batch = new CopyText();
    private final RowChecksum checksum = new RowChecksum();

    UsageRowWriter(UsageTable table, SourceDay day, long revision, Consumer<DayOutput> output) {
        this.table = table;
        this.day = day;
        this.revision = revision;
        this.output = output;
    }

    /** Writes all rows of the day and returns their checksum. */
    String write(List<UsageRow> rows) {
        Map<List<String>, List<UsageRow>> byIdentity = new LinkedHashMap<>();
        rows.forEach(row -> byIdentity.computeIfAbsent(UsageTable.identity(row), identity -> new ArrayList<>(1)).add(row));
        byIdentity.forEach((identity, same) -> {
            List<UsageRow> ordered = same.size() == 1 ? same : inOrderOfTheirValues(same);
            for (int ordinal = 0; ordinal < ordered.size(); ordinal++) {
                write(ordered.get(ordinal), table.uuid(identity, ordinal));
            }
        });
        flush();
        return checksum.text();
    }

    /** Rows of one identity are numbered in the order of all their values, so that the numbers do not depend on how they were found. */
    private List<UsageRow> inOrderOfTheirValues(List<UsageRow> rows) {
        UUID none = new UUID(0, 0);
        return rows.stream().sorted(Comparator.comparing(row -> {
            CopyText line = new CopyText();
            table.write(row, none, line);
            return new String(line.take(), StandardCharsets.UTF_8);
        })).toList();
    }

    private void write(UsageRow row, UUID uuid) {
        table.write(row, uuid, batch);
        if (batch.length() >= BATCH_CHARACTERS) {
            flush();
        }
    }

    private void flush() {
        if (batch.rows() > 0) {
            int rows = batch.rows();
            byte[] text = batch.take();
            checksum.addLines(text);
            output.accept(DayOutput.of(new DayRows(day, revision, UsageTable.TABLE.name(), rows, text)));
        }
    }
}
