package io.costflow.publish;

import io.costflow.day.OutputPeriod;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The rows of periods whose marks have not arrived yet, each revision by itself. */
public final class StagedPeriods implements Closeable {

    private final Map<Key, StagedRows> periods = new HashMap<>();

    private record Key(OutputPeriod period, long revision) {}

    /** Appends rows of a period. */
    public void add(DayRows rows) throws IOException {
        periods.computeIfAbsent(new Key(rows.period(), rows.revision()), period -> new StagedRows()).add(rows);
    }

    /** Hands out the rows that precede a mark, which the caller closes; none if the period has none. */
    public StagedRows take(DayMark mark) {
        StagedRows arrived = periods.remove(new Key(mark.period(), mark.revision()));
        return arrived == null ? new StagedRows() : arrived;
    }

    @Override
    public void close() throws IOException {
        for (StagedRows rows : periods.values()) {
            rows.close();
        }
        periods.clear();
    }
}
