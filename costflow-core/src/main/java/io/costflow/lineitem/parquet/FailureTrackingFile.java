package io.costflow.lineitem.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * Remembers the first failure of the storage. parquet-java reports a failed read and wrong contents by the same exceptions, but only the failed read is worth a
 * retry. An end of file counts as wrong contents: the footer of a truncated file promises bytes that are missing.
 */
final class FailureTrackingFile implements InputFile {

    private final InputFile file;
    private IOException failure;
    private long length = Long.MAX_VALUE;

    FailureTrackingFile(InputFile file) {
        this.file = file;
    }

    /** Throws the first failure of the storage, if there was one. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public long getLength() throws IOException {
        length = track(file::getLength);
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new TrackingStream(track(file::newStream));
    }

    @Override
    public String toString() {
        return "The file";
    }

    private <T> T track(Access<T> access) throws IOException {
        try {
            return access.run();
        } catch (EOFException end) {
            throw end;
        } catch (IOException problem) {
            failure = failure == null ? problem : failure;
            throw problem;
        } catch (RuntimeException problem) {
            IOException wrapped = new IOException("The storage failed: " + UnreadableFileException.sentence(problem), problem);
            failure = failure == null ? wrapped : failure;
            throw wrapped;
        }
    }

    private interface Access<T> {
        T run() throws IOException;
    }

    private interface Action {
        void run() throws IOException;
    }

    private final class TrackingStream extends SeekableInputStream {

        private final SeekableInputStream stream;

        TrackingStream(SeekableInputStream stream) {
            this.stream = stream;
        }

        @Override
        public long getPos() throws IOException {
            return track(stream::getPos);
        }

        @Override
        public void seek(long position) throws IOException {
            // the contents point outside the file: wrong contents, however the storage would report the seek
            if (position < 0 || position > length) {
                throw new EOFException("it points to byte " + position + ", but has " + length);
            }
            act(() -> stream.seek(position));
        }

        @Override
        public int read() throws IOException {
            return track(stream::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return track(() -> stream.read(bytes, offset, length));
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            return track(() -> stream.read(buffer));
        }

        @Override
        public void readFully(byte[] bytes) throws IOException {
            act(() -> stream.readFully(bytes));
        }

        @Override
        public void readFully(byte[] bytes, int offset, int length) throws IOException {
            act(() -> stream.readFully(bytes, offset, length));
        }

        @Override
        public void readFully(ByteBuffer buffer) throws IOException {
            act(() -> stream.readFully(buffer));
        }

        @Override
        public void close() throws IOException {
            act(stream::close);
        }

        private void act(Action action) throws IOException {
            track(() -> {
                action.run();
                return null;
            });
        }
    }
}
