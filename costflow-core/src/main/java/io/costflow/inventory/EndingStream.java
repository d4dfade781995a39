package io.costflow.inventory;

import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;

/**
 * A stream that notices the end of its file when it seeks forward. Flink's S3 stream skips small distances, and skips for ever when the file has become shorter
 * than it was listed.
 */
final class EndingStream extends FSDataInputStream {

    /** Up to this distance Flink's stream skips and does not seek. */
    private static final int LONGEST_SKIP = 1 << 20;

    private static final int BUFFER = 1 << 13;

    private final FSDataInputStream stream;

    EndingStream(FSDataInputStream stream) {
        this.stream = stream;
    }

    @Override
    public void seek(long position) throws IOException {
        long distance = position - stream.getPos();
        if (distance > 0 && distance <= LONGEST_SKIP) {
            pass(distance);
        } else {
            stream.seek(position);
        }
    }

    private void pass(long distance) throws IOException {
        byte[] passed = new byte[(int) Math.min(distance, BUFFER)];
        for (long left = distance; left > 0; ) {
            int read = stream.read(passed, 0, (int) Math.min(left, passed.length));
            if (read < 0) {
                throw new EOFException("The file ends " + left + " bytes before the place that is to be read.");
            }
            left -= read;
        }
    }

    @Override
    public long getPos() throws IOException {
        return stream.getPos();
    }

    @Override
    public int read() throws IOException {
        return stream.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return stream.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
