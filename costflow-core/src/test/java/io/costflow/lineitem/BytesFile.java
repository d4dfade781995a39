package io.costflow.lineitem;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.SeekableInputStream;

/** A file in memory. */
public record BytesFile(byte[] bytes) implements InputFile {

    /** The first bytes of the file only. */
    public BytesFile cutTo(int length) {
        return new BytesFile(Arrays.copyOf(bytes, length));
    }

    @Override
    public long getLength() {
        return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
        SeekableBytes stream = new SeekableBytes(bytes);
        return new DelegatingSeekableInputStream(stream) {
            @Override
            public long getPos() {
                return stream.position();
            }

            @Override
            public void seek(long position) {
                stream.seek(position);
            }
        };
    }

    private static final class SeekableBytes extends ByteArrayInputStream {

        SeekableBytes(byte[] bytes) {
            super(bytes);
        }

        int position() {
            return pos;
        }

        void seek(long position) {
            pos = Math.toIntExact(position);
        }
    }

    /** A file in memory while it is written. */
    static final class Target implements OutputFile {

        private final ByteArrayOutputStream target = new ByteArrayOutputStream();

        BytesFile file() {
            return new BytesFile(target.toByteArray());
        }

        @Override
        public PositionOutputStream create(long blockSize) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return target.size();
                }

                @Override
                public void write(int value) {
                    target.write(value);
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    target.write(bytes, from, length);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSize) {
            return create(blockSize);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
