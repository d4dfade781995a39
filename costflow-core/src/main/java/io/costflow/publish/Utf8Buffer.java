package io.costflow.publish;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text under construction as UTF-8, for much of it: its memory is used again after {@link #take()}. */
final class Utf8Buffer {

    private static final int FIRST_SIZE = 1024;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;

    /** Appends text. A surrogate without its partner, which UTF-8 cannot hold, becomes a question mark. */
    Utf8Buffer append(String text) {
        return append(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends text that is UTF-8 already. */
    Utf8Buffer append(byte[] utf8) {
        makeRoom(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    /** Appends a character of ASCII. */
    Utf8Buffer append(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** How many bytes there are. */
    int length() {
        return length;
    }

    /** Drops what follows that many bytes. */
    void cutTo(int bytesKept) {
        length = bytesKept;
    }

    /** The bytes so far. */
    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** The bytes so far; after that there are none. */
    byte[] take() {
        byte[] taken = copy();
        length = 0;
        return taken;
    }

    /** Grows by half, so that a full batch of rows is not yet an array that the garbage collector treats as huge. */
    private void makeRoom(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
        }
    }
}
