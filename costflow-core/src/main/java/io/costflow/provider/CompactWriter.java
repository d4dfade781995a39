package io.costflow.provider;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Writes what one computation tells another, compactly: every distinct text once, where it is first met, and a number where it is met again. */
public final class CompactWriter {

    static final int NULL = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private final Map<String, Integer> known = new HashMap<>();

    /** Begins with the version of the form. */
    public CompactWriter(int version) {
        write(() -> out.writeByte(version));
    }

    public void integer(int value) {
        write(() -> out.writeInt(value));
    }

    public void flag(boolean value) {
        write(() -> out.writeBoolean(value));
    }

    /** Writes a number; NaN is written as it is. */
    public void real(double value) {
        write(() -> out.writeDouble(value));
    }

    /** Writes a number or null. */
    public void number(Double value) {
        flag(value != null);
        if (value != null) {
            real(value);
        }
    }

    /** Writes a text or null. */
    public void text(String text) {
        Integer number = text == null ? (Integer) NULL : known.get(text);
        if (number != null) {
            integer(number);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        integer(known.size());
        integer(utf8.length);
        write(() -> out.write(utf8));
        known.put(text, known.size());
    }

    /** Writes texts and how many they are. */
    public void texts(Collection<String> texts) {
        integer(texts.size());
        texts.forEach(this::text);
    }

    /** All that was written. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Something that is written. */
    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can be written.", e);
        }
    }
}
