package io.costflow.lineitem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Numbers the distinct texts of a column from 1 on; 0 is NULL. Texts are UTF-8 bytes: a text that was met before is found without making anything. */
final class TextInterner {

    /** The number of NULL. */
    static final int NULL = 0;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private byte[][] texts = new byte[64][];
    private int[] hashes = new int[64];
    private int[] slots = new int[256];
    private int size;

    /** How many distinct texts there are, which is also the largest number. */
    int size() {
        return size;
    }

    /** The text of a number other than that of NULL. */
    byte[] text(int number) {
        return texts[number - 1];
    }

    /** Compares two texts by their numbers, in the order of code points. */
    int compare(int one, int other) {
        return Arrays.compareUnsigned(text(one), text(other));
    }

    /** The number of a text, which is a new one when the text was not met before. */
    int numberOf(byte[] bytes, int from, int length) {
        int hash = hash(bytes, from, length);
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int place = slots[slot] - 1;
            if (hashes[place] == hash && Arrays.equals(texts[place], 0, texts[place].length, bytes, from, from + length)) {
                return place + 1;
            }
            slot = slot + 1 & mask;
        }
        return add(Arrays.copyOfRange(bytes, from, from + length), hash, slot);
    }

    private int add(byte[] text, int hash, int slot) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        texts[size] = text;
        hashes[size] = hash;
        size++;
        slots[slot] = size;
        if (2 * size > slots.length) {
            spread();
        }
        return size;
    }

    private void spread() {
        slots = new int[2 * slots.length];
        int mask = slots.length - 1;
        for (int place = 0; place < size; place++) {
            int slot = hashes[place] & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = place + 1;
        }
    }

    /** Eight bytes at a time: label texts are long. */
    private static int hash(byte[] bytes, int from, int length) {
        long hash = length * MULTIPLIER;
        int end = from + length;
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, at));
        }
        long rest = 0;
        for (; at < end; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xFF;
        }
        hash = mix(hash ^ rest);
        return (int) (hash ^ hash >>> 32);
    }

    private static long mix(long value) {
        long mixed = value * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }
}
