package io.costflow.lineitem.parquet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * Reads Parquet's RLE/bit-packing hybrid, which encodes dictionary ids and definition levels. A run is a repeated number, or groups of eight bit-packed
 * numbers. Numbers are decoded in batches: decoding them one by one costs more than everything else about a column.
 */
final class RleBitPackedReader {

    private static final int GROUP = 8;
    private static final int MAX_BITS = 32;

    private final int bits;
    private final BytePacker packer;
    private final ByteBuffer data;
    private final int[] group = new int[GROUP];
    private int runLeft;
    private int groupLeft;
    private boolean repeats;
    private int repeated;

    /**
     * Reads runs.
     *
     * @param bits the bits of a number
     * @param data the runs, from the buffer's position to its limit
     */
    RleBitPackedReader(int bits, ByteBuffer data) {
        if (bits < 0 || bits > MAX_BITS) {
            throw new ParquetDecodingException("its numbers are said to have " + bits + " bits");
        }
        this.bits = bits;
        this.packer = Packer.LITTLE_ENDIAN.newBytePacker(bits);
        this.data = data;
    }

    /** Reads the next numbers to the positions from 0 on. */
    void read(int[] numbers, int count) {
        for (int at = 0; at < count; ) {
            while (runLeft == 0) {
                openRun();
            }
            int taken = Math.min(runLeft, count - at);
            if (repeats) {
                Arrays.fill(numbers, at, at + taken, repeated);
            } else {
                unpack(numbers, at, taken);
            }
            at += taken;
            runLeft -= taken;
        }
    }

    private void openRun() {
        int header = header();
        repeats = (header & 1) == 0;
        if (repeats) {
            runLeft = header >>> 1;
            repeated = number();
        } else {
            runLeft = Math.multiplyExact(header >>> 1, GROUP);
            groupLeft = 0;
        }
    }

    /** Reads an unsigned LEB128 number: seven bits a byte, the lowest first. */
    private int header() {
        int header = 0;
        for (int shift = 0; shift < MAX_BITS; shift += 7) {
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
        int at = from;
        int end = from + count;
        while (at < end) {
            if (groupLeft == 0 && end - at >= GROUP) {
                unpackGroup(numbers, at);
                at += GROUP;
            } else {
                if (groupLeft == 0) {
                    unpackGroup(group, 0);
                    groupLeft = GROUP;
                }
                numbers[at++] = group[GROUP - groupLeft--];
            }
        }
    }

    private void unpackGroup(int[] numbers, int at) {
        int remaining = data.remaining();
        if (remaining >= bits) {
            packer.unpack8Values(data, data.position(), numbers, at);
            data.position(data.position() + bits);
        } else if (remaining > 0) {
            // some writers cut the last group after the bytes that its rows need
            byte[] padded = new byte[bits];
            data.get(padded, 0, remaining);
            packer.unpack8Values(ByteBuffer.wrap(padded), 0, numbers, at);
        } else {
            throw tooShort();
        }
    }

    /** The exception for a page with fewer values than rows. */
    static ParquetDecodingException tooShort() {
        return new ParquetDecodingException("a page ends before its rows do");
    }
}
