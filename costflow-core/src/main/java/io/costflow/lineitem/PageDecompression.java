package io.costflow.lineitem;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Decompresses pages, array to array. Parquet's own factory goes through Hadoop's codecs and configuration, which cost a start-up and copies, and fails on an
 * empty compressed page, which is what some writers make of a page of NULLs.
 */
final class PageDecompression implements CompressionCodecFactory {

    /** The codecs that can be read. */
    static final Set<CompressionCodecName> SUPPORTED = EnumSet.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW);

    /** LZ4 cannot say how large its contents are, but never makes 256 bytes of one. */
    private static final long LARGEST_LZ4_RATIO = 256;

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new PageDecompressor(codec);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("Line items are only read.");
    }

    @Override
    public void release() {
        // Nothing is held.
    }

    private record PageDecompressor(CompressionCodecName codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            if (codec == CompressionCodecName.UNCOMPRESSED) {
                return page;
            }
            if (size == 0) {
                return BytesInput.empty();
            }
            ByteBuffer compressed = page.toByteBuffer();
            return BytesInput.from(decompress(compressed.array(), compressed.arrayOffset() + compressed.position(), compressed.remaining(), size));
        }

        @Override
        public void decompress(ByteBuffer page, int compressedSize, ByteBuffer target, int size) {
            throw new UnsupportedOperationException("Pages are decompressed on the heap.");
        }

        @Override
        public void release() {
            // Nothing is held.
        }

        /** A size that cannot be true is found before that much memory is asked for: a damaged page must not end the process. */
        private byte[] decompress(byte[] bytes, int offset, int length, int size) throws IOException {
            switch (codec) {
                case SNAPPY -> {
                    require(size, Snappy.uncompressedLength(bytes, offset, length));
                    byte[] target = new byte[size];
                    require(size, Snappy.uncompress(bytes, offset, length, target, 0));
                    return target;
                }
                case ZSTD -> {
                    long declared = Zstd.getFrameContentSize(bytes, offset, length);
                    if (declared < 0) {
                        return readAll(new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bytes, offset, length)), size);
                    }
                    require(size, declared);
                    byte[] target = new byte[size];
                    require(size, Zstd.decompressByteArray(target, 0, size, bytes, offset, length));
                    return target;
                }
                case LZ4_RAW -> {
                    require(size, Math.min(size, length * LARGEST_LZ4_RATIO));
                    byte[] target = new byte[size];
                    require(size, new Lz4Decompressor().decompress(bytes, offset, length, target, 0, size));
                    return target;
                }
                case GZIP -> {
                    return readAll(new GZIPInputStream(new ByteArrayInputStream(bytes, offset, length)), size);
                }
                default -> throw new IOException("Pages that are compressed with " + codec + " cannot be read.");
            }
        }

        private static byte[] readAll(InputStream decompressing, int size) throws IOException {
            try (decompressing) {
                byte[] target = decompressing.readNBytes(size);
                require(size, target.length);
                return target;
            }
        }

        private static void require(int size, long found) throws IOException {
            if (found != size) {
                throw new IOException("a compressed page holds " + found + " bytes, not " + size + " as its header says.");
            }
        }
    }
}
