package io.costflow.lineitem;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Whole numbers in Parquet's hybrid of run lengths and bit packing: definition levels, and places in a dictionary. A run is a number and how often it is
 * repeated, or groups of eight numbers of a few bits each. Numbers are taken many at a time: one by one they cost more than all else about a column.
 */
final class RunLengthNumbers {

    private static final int GROUP = 8;
    private static final int MOST_BITS = 32;

    private final int bits;
    private final BytePacker packer;
    private final ByteBuffer data;
    private final int[] group = new int[GROUP];
    private int leftOfRun;
    private int leftOfGroup;
    private boolean repeats;
    private int repeated;

    /**
     * @param bits how many bits a number has
     * @param data the runs, from the buffer's position to its limit
     */
    RunLengthNumbers(int bits, ByteBuffer data) {
        if (bits < 0 || bits > MOST_BITS) {
            throw new ParquetDecodingException("its numbers are said to have " + bits + " bits");
        }
        this.bits = bits;
        this.packer = Packer.LITTLE_ENDIAN.newBytePacker(bits);
        this.data = data;
    }

    /** Reads the next numbers to the places from 0 on. */
    void read(int[] numbers, int count) {
        for (int place = 0; place < count; ) {
            while (leftOfRun == 0) {
                openRun();
            }
            int taken = Math.min(leftOfRun, count - place);
            if (repeats) {
                Arrays.fill(numbers, place, place + taken, repeated);
            } else {
                unpack(numbers, place, taken);
            }
            place += taken;
            leftOfRun -= taken;
        }
    }

    private void openRun() {
        int header = header();
        repeats = (header & 1) == 0;
        if (repeats) {
            leftOfRun = header >>> 1;
            repeated = number();
        } else {
            leftOfRun = Math.multiplyExact(header >>> 1, GROUP);
            leftOfGroup = 0;
        }
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private int header() {
        int header = 0;
        for (int shift = 0; shift < MOST_BITS; shift += 7) {
            int next = next();
            header |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return header;
            }
        }
        throw new ParquetDecodingException("a run of its numbers has no length");
    }

    private int number() {
        int number = 0;
        for (int shift = 0; shift < bits; shift += Byte.SIZE) {
            number |= next() << shift;
        }
        return number;
    }

    private int next() {
        if (!data.hasRemaining()) {
            throw tooShort();
        }
        return Byte.toUnsignedInt(data.get());
    }

    private void unpack(int[] numbers, int from, int count) {
        int place = from;
        int end = from + count;
        while (place < end) {
            if (leftOfGroup == 0 && end - place >= GROUP) {
                unpackGroup(numbers, place);
                place += GROUP;
            } else {
                if (leftOfGroup == 0) {
                    unpackGroup(group, 0);
                    leftOfGroup = GROUP;
                }
                numbers[place++] = group[GROUP - leftOfGroup--];
            }
        }
    }

    private void unpackGroup(int[] numbers, int place) {
        int remaining = data.remaining();
        if (remaining >= bits) {
            packer.unpack8Values(data, data.position(), numbers, place);
            data.position(data.position() + bits);
        } else if (remaining > 0) {
            // some writers leave out the bytes of the last group that no row needs
            byte[] filledUp = new byte[bits];
            data.get(filledUp, 0, remaining);
            packer.unpack8Values(ByteBuffer.wrap(filledUp), 0, numbers, place);
        } else {
            throw tooShort();
        }
    }

    /** A page has fewer values than its rows need. */
    static ParquetDecodingException tooShort() {
        return new ParquetDecodingException("a page ends before its rows do");
    }
}
