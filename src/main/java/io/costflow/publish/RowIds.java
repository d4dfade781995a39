package io.costflow.publish;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.costflow.day.SourceDay;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Makes the keys of a table's rows: version-5 UUIDs, the same for the same day and identity, whoever computes them. One thread at a time. */
public final class RowIds {

    private static final UUID NAMESPACE = UUID.fromString("6f1d1c52-3b0a-5c9e-9f53-0f5a4d0f6a11");

    private final NameBasedGenerator uuids = Generators.nameBasedGenerator(NAMESPACE);
    /** The name of the row at hand, which begins like those of all rows. */
    private final StringBuilder name;
    private final int beginning;

    public RowIds(String table, SourceDay day) {
        name = new StringBuilder(table).append('\n').append(day.source()).append('\n').append(day.day());
        beginning = name.length();
    }

    /**
     * The key of a row.
     *
     * @param identity what the row was grouped by; NULL and the empty text are different
     * @param ordinal tells rows apart that are equal in their identity
     */
    public UUID of(List<String> identity, int ordinal) {
        name.setLength(beginning);
        for (String value : identity) {
            name.append('\n');
            if (value == null) {
                name.append("null");
            } else {
                // The length keeps values apart, and NULL from the empty text.
                name.append(value.length()).append(':').append(value);
            }
        }
        return uuids.generate(name.append('\n').append(ordinal).toString().getBytes(StandardCharsets.UTF_8));
    }
}
