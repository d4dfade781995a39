package io.costflow.inventory;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * A small file that was read in one piece: of an object one request instead of one for the footer's length, one for the footer and one for the columns. A file
 * that has become shorter than it was listed ends where it ends.
 */
final class WholeFile extends FSDataInputStream {

    /** Flink's S3 stream skips this far instead of sending another request, so that most of a file of this size is fetched anyway. */
    static final int LARGEST = 1 << 20;

    private final byte[] bytes;
    private int position;

    private WholeFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads up to so many bytes of a stream, and closes it. */
    static WholeFile of(InputStream stream, long size) throws IOException {
        try (stream) {
            return new WholeFile(stream.readNBytes((int) size));
        }
    }

    @Override
    public void seek(long to) throws IOException {
        if (to > bytes.length) {
            throw new EOFException("The file ends " + (to - bytes.length) + " bytes before the place that is to be read.");
        }
        position = (int) to;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public int read() {
        return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int read = Math.min(length, bytes.length - position);
        if (read <= 0) {
            return length == 0 ? 0 : -1;
        }
        System.arraycopy(bytes, position, target, offset, read);
        position += read;
        return read;
    }
}
