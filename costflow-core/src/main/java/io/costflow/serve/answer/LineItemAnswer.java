package io.costflow.serve.answer;

import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.TrinoType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** The line items that fulfil a condition as rows of an answer, read while the client takes them. */
final class LineItemAnswer implements Iterator<List<Object>>, AutoCloseable {

    private final LineItemScan items;
    private final Predicate<LineItemScan> condition;
    private final BooleanSupplier isFull;
    private final List<Field> fields;
    private boolean isAtHand;

    private LineItemAnswer(LineItemScan items, Predicate<LineItemScan> condition, BooleanSupplier isFull, List<Field> fields) {
        this.items = items;
        this.condition = condition;
        this.isFull = isFull;
        this.fields = fields;
    }

    /** One value of each row. */
    record Field(ResultColumn column, Function<LineItemScan, Object> value) {

        /** A column of the files as it is. */
        static Field of(Column column) {
            TrinoType type = column.role() == ColumnRole.TEXT ? TrinoType.VARCHAR : column.role() == ColumnRole.TIME ? TrinoType.TIMESTAMP : TrinoType.DOUBLE;
            return new Field(new ResultColumn(column.name(), type), item -> Rows.value(item.value(column)));
        }

        static Field text(String name, Function<LineItemScan, String> value) {
            return new Field(new ResultColumn(name, TrinoType.VARCHAR), value::apply);
        }
    }

    /** Gives all line items that fulfil a condition. */
    static Answer of(LineItemScan items, Predicate<LineItemScan> condition, List<Field> fields) {
        return of(items, condition, () -> false, fields);
    }

    /**
     * Gives line items that fulfil a condition, until there are enough.
     *
     * @param isFull says, after each line item, whether no further one can fulfil the condition
     */
    static Answer of(LineItemScan items, Predicate<LineItemScan> condition, BooleanSupplier isFull, List<Field> fields) {
        return Answer.rows(fields.stream().map(Field::column).toList(), new LineItemAnswer(items, condition, isFull, fields));
    }

    @Override
    public boolean hasNext() {
        try {
            while (!isAtHand && !isFull.getAsBoolean() && items.next()) {
                isAtHand = condition.test(items);
            }
            return isAtHand;
        } catch (StatementFailure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public List<Object> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        isAtHand = false;
        List<Object> row = new ArrayList<>(fields.size());
        for (Field field : fields) {
            row.add(field.value().apply(items));
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        items.close();
    }
}
