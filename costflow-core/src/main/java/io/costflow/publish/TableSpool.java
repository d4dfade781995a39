package io.costflow.publish;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32C;

/** The staged text of one table: in memory first, in a temporary file once it was told to {@link #spill()}. */
final class TableSpool implements Closeable {

    private final List<byte[]> memory = new ArrayList<>();
    private final CRC32C crc = new CRC32C();
    private FileChannel file;
    private long rows;
    private long bytesInMemory;

    void add(byte[] text, int rowCount) throws IOException {
        crc.update(text);
        rows += rowCount;
        if (file == null) {
            memory.add(text);
            bytesInMemory += text.length;
        } else {
            write(text);
        }
    }

    /** Moves the text to a temporary file, where what is added later goes too. */
    void spill() throws IOException {
        if (file != null) {
            return;
        }
        Path path = Files.createTempFile("costflow-day-", ".copy");
        // On Linux the name is gone at once, so that not even a killed process leaves a file behind.
        file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        for (byte[] text : memory) {
            write(text);
        }
        memory.clear();
        bytesInMemory = 0;
    }

    long rows() {
        return rows;
    }

    long crc() {
        return crc.getValue();
    }

    long bytesInMemory() {
        return bytesInMemory;
    }

    /** All of the text, from its beginning. One reader at a time. */
    InputStream read() throws IOException {
        if (file == null) {
            return new SequenceInputStream(Collections.enumeration(memory.stream().map(ByteArrayInputStream::new).toList()));
        }
        file.position(0);
        return new FilterInputStream(Channels.newInputStream(file)) {
            @Override
            public void close() {
                // The file is closed, and with that deleted, by the spool alone.
            }
        };
    }

    @Override
    public void close() throws IOException {
        memory.clear();
        if (file != null) {
            file.close();
        }
    }

    private void write(byte[] text) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(text);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
    }
}
