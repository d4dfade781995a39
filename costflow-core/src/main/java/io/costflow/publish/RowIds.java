package io.costflow.publish;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import io.costflow.day.SourceDay;
import java.util.List;
import java.util.UUID;

/** Makes the keys of a table's rows: version-5 UUIDs, the same for the same day and identity, whoever computes them. */
public final class RowIds {

    private static final UUID NAMESPACE = UUID.fromString("6f1d1c52-3b0a-5c9e-9f53-0f5a4d0f6a11");

    private final NameBasedGenerator uuids = Generators.nameBasedGenerator(NAMESPACE);
    private final Utf8Buffer name = new Utf8Buffer();
    private final int prefixLength;

    public RowIds(String table, SourceDay day) {
        name.append(table + '\n' + day.source() + '\n' + day.day());
        prefixLength = name.length();
    }

    /**
     * The key of a row.
     *
     * @param identity what the row was grouped by; NULL and the empty text are different
     * @param ordinal tells rows apart that are equal in their identity
     */
    public UUID of(List<String> identity, int ordinal) {
        name.cutTo(prefixLength);
        for (String value : identity) {
            name.append('\n');
            if (value == null) {
                name.append("null");
            } else {
                // The length keeps values apart, and NULL from the empty text.
                name.append(Integer.toString(value.length())).append(':').append(value);
            }
        }
        return uuids.generate(name.append('\n').append(Integer.toString(ordinal)).copy());
    }
}
