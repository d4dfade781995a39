package io.costflow.serve.answer;

import io.costflow.day.LakeFile;
import io.costflow.inventory.ListedFile;
import io.costflow.lineitem.LineItemRows;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.serve.protocol.StatementFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Line items of files, one at hand at a time. */
final class LineItemScan implements AutoCloseable {

    private static final long MICROS_PER_MILLI = 1000;

    private final List<LakeFile> files;
    private final List<Column> columns;
    private final List<RowCondition> conditions;
    private final Map<String, Texts> texts = new HashMap<>();
    private final Map<String, double[]> numbers = new HashMap<>();
    private final Map<String, long[]> times = new HashMap<>();
    private final Map<Function<String, ?>, Map<String, Object>> computed = new HashMap<>();
    private int nextFile;
    private ListedFile file;
    private LineItemRows rows;
    private int row;
    private int rowsAtHand;

    LineItemScan(List<LakeFile> files, List<Column> columns, List<RowCondition> conditions) {
        this.files = files;
        this.columns = columns;
        this.conditions = conditions;
    }

    /** The texts of a column in the file at hand, each decoded once. */
    private static final class Texts {
        private final int[] ids;
        private final LineItemRows.Texts distinct;
        private String[] decoded = new String[64];

        Texts(int[] ids, LineItemRows.Texts distinct) {
            this.ids = ids;
            this.distinct = distinct;
        }

        String at(int row) {
            int id = ids[row];
            if (id == LineItemRows.NO_TEXT) {
                return null;
            }
            if (id >= decoded.length) {
                decoded = Arrays.copyOf(decoded, Math.max(id + 1, 2 * decoded.length));
            }
            if (decoded[id] == null) {
                decoded[id] = new String(distinct.utf8(id), StandardCharsets.UTF_8);
            }
            return decoded[id];
        }
    }

    /** Goes on to the next line item; returns false when there is none. */
    boolean next() throws StatementFailure {
        row++;
        while (row >= rowsAtHand) {
            row = 0;
            if (rows == null && nextFile == files.size()) {
                return false;
            }
            try {
                if (rows == null) {
                    open(files.get(nextFile++));
                }
                rowsAtHand = rows.next();
                if (rowsAtHand == 0) {
                    close();
                }
            } catch (IOException | UnreadableFileException e) {
                throw LineItemFiles.unreadable(files.get(nextFile - 1), e);
            }
        }
        return true;
    }

    private void open(LakeFile next) throws IOException, UnreadableFileException {
        computed.clear();
        file = ListedFile.open(next);
        rows = LineItemRows.open(file.contents(), columns, conditions);
        for (Column column : columns) {
            switch (column.role()) {
                case TEXT -> texts.put(column.name(), new Texts(rows.textIds(column.name()), rows.texts(column.name())));
                case NUMBER, NUMBER_OR_TEXT -> numbers.put(column.name(), rows.numbers(column.name()));
                case TIME -> times.put(column.name(), rows.times(column.name()));
            }
        }
    }

    /** The value of a column of texts, or null. */
    String text(String column) {
        return texts.get(column).at(row);
    }

    /**
     * Returns what a function makes of a text, computed once for each distinct text of a file; null if the text is NULL.
     *
     * @param function the same object for all line items; it never returns null
     */
    @SuppressWarnings("unchecked")
    <T> T computed(String column, Function<String, T> function) {
        String text = text(column);
        return text == null ? null : (T) computed.computeIfAbsent(function, any -> new IdentityHashMap<>()).computeIfAbsent(text, function);
    }

    /** The value of a column of numbers, or null. */
    Double number(String column) {
        double number = numbers.get(column)[row];
        return Double.isNaN(number) ? null : number;
    }

    /** The value of a column of times, in milliseconds as in koku's tables, or null. */
    LocalDateTime time(String column) {
        long micros = times.get(column)[row];
        return micros == LineItemRows.NO_TIME ? null : LocalDateTime.ofInstant(Instant.ofEpochMilli(Math.floorDiv(micros, MICROS_PER_MILLI)), ZoneOffset.UTC);
    }

    /** Returns whether the time of a column is within bounds; one that is NULL never is. */
    boolean isWithin(RowCondition.TimeWithin bounds) {
        long micros = times.get(bounds.column())[row];
        return micros != LineItemRows.NO_TIME && micros >= bounds.from() && micros <= bounds.to();
    }

    /** The value of a column, or null. */
    Object value(Column column) {
        return switch (column.role()) {
            case TEXT -> text(column.name());
            case NUMBER, NUMBER_OR_TEXT -> number(column.name());
            case TIME -> time(column.name());
        };
    }

    @Override
    public void close() throws IOException {
        try (ListedFile open = file) {
            if (rows != null) {
                rows.close();
            }
        } finally {
            rows = null;
            file = null;
            rowsAtHand = 0;
        }
    }
}
