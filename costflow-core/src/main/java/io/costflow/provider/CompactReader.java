package io.costflow.provider;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what {@link CompactWriter} has written. Equal texts are the same object. */
public final class CompactReader {

    private final DataInputStream in;
    private final List<String> known = new ArrayList<>();

    /**
     * @param version the version of the form that is read
     * @param what names it in messages
     * @throws IllegalArgumentException if the bytes have another version
     */
    public CompactReader(byte[] bytes, int version, String what) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
        int found = read(in::readByte);
        if (found != version) {
            throw new IllegalArgumentException(what + " was encoded as version " + found + ", and this release reads version " + version + " only.");
        }
    }

    public int integer() {
        return read(in::readInt);
    }

    public boolean flag() {
        return read(in::readBoolean);
    }

    public double real() {
        return read(in::readDouble);
    }

    /** Reads a number or null. */
    public Double number() {
        return flag() ? (Double) real() : null;
    }

    /** Reads a text or null. */
    public String text() {
        int number = integer();
        if (number == CompactWriter.NULL) {
            return null;
        }
        if (number == known.size()) {
            byte[] utf8 = new byte[integer()];
            read(() -> {
                in.readFully(utf8);
                return null;
            });
            known.add(new String(utf8, StandardCharsets.UTF_8));
        }
        return known.get(number);
    }

    /** Reads texts, in the order in which they were written. */
    public Set<String> texts() {
        Set<String> texts = new LinkedHashSet<>();
        for (int left = integer(); left > 0; left--) {
            texts.add(text());
        }
        return texts;
    }

    /** Something that is read. */
    private interface Reading<T> {
        T run() throws IOException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The bytes end too early.", e);
        }
    }
}
