package io.costflow.lineitem;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file that remembers when its storage failed. The decoder reports a failed read and wrong contents by the same exceptions, but the first may succeed when it
 * is tried again and the second never does. The end of the file is no failure of the storage: a file that is cut short promises bytes that it does not have.
 */
final class WatchedFile implements InputFile {

    private final InputFile file;
    private IOException failure;
    private long length = Long.MAX_VALUE;

    WatchedFile(InputFile file) {
        this.file = file;
    }

    /** Throws the storage's first failure, if there was one. */
    void throwFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public long getLength() throws IOException {
        length = watch(file::getLength);
        return length;
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new WatchedStream(watch(file::newStream));
    }

    @Override
    public String toString() {
        return "The file";
    }

    private <T> T watch(Access<T> access) throws IOException {
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

    private final class WatchedStream extends SeekableInputStream {

        private final SeekableInputStream stream;

        WatchedStream(SeekableInputStream stream) {
            this.stream = stream;
        }

        @Override
        public long getPos() throws IOException {
            return watch(stream::getPos);
        }

        @Override
        public void seek(long position) throws IOException {
            // Storages refuse such a place in ways of their own, but it is the contents that are wrong: they point there.
            if (position < 0 || position > length) {
                throw new EOFException("it points to byte " + position + ", but has " + length);
            }
            act(() -> stream.seek(position));
        }

        @Override
        public int read() throws IOException {
            return watch(stream::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return watch(() -> stream.read(bytes, offset, length));
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            return watch(() -> stream.read(buffer));
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
            watch(() -> {
                action.run();
                return null;
            });
        }
    }
}
