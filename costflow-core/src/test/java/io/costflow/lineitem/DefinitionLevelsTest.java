package io.costflow.lineitem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;

/** Levels of pages that are written by hand, byte by byte: eight rows, of which the 2nd, 5th, 6th and 8th are NULL, and then a value. */
class DefinitionLevelsTest {

    private static final int ROWS = 8;
    private static final byte VALUE = 0x55;
    private static final ColumnDescriptor COLUMN = column("optional int32 a;");

    @Test
    void inRuns() throws Exception {
        // a length of four bytes, a header for one group, and the first row in the lowest bit
        ByteBufferInputStream page = ByteBufferInputStream.wrap(ByteBuffer.wrap(new byte[] {2, 0, 0, 0, 0b11, 0b01001101, VALUE}));
        assertThat(read(DefinitionLevels.inPage(COLUMN, page(Encoding.RLE), page))).isEqualTo("x.xx..x.");
        assertThat(page.read()).isEqualTo(VALUE);
    }

    @Test
    void inTheEncodingThatCameBeforeRuns() throws Exception {
        // no length, and the first row in the highest bit
        ByteBufferInputStream page = ByteBufferInputStream.wrap(ByteBuffer.wrap(new byte[] {(byte) 0b10110010, VALUE}));
        assertThat(read(DefinitionLevels.inPage(COLUMN, page(Encoding.BIT_PACKED), page))).isEqualTo("x.xx..x.");
        assertThat(page.read()).isEqualTo(VALUE);
    }

    @Test
    void apartFromTheValues() throws Exception {
        DataPageV2 page = DataPageV2.uncompressed(
                ROWS, 4, ROWS, BytesInput.empty(), BytesInput.from(new byte[] {0b11, 0b01001101}), Encoding.PLAIN, BytesInput.from(new byte[] {VALUE}), statistics());
        assertThat(read(DefinitionLevels.apart(COLUMN, page))).isEqualTo("x.xx..x.");
    }

    @Test
    void aColumnThatIsNeverNullHasNone() throws Exception {
        ColumnDescriptor required = column("required int32 a;");
        ByteBufferInputStream page = ByteBufferInputStream.wrap(ByteBuffer.wrap(new byte[] {VALUE}));
        assertThat(read(DefinitionLevels.inPage(required, page(Encoding.RLE), page))).isEqualTo("xxxxxxxx");
        assertThat(page.read()).isEqualTo(VALUE);
    }

    private static String read(DefinitionLevels levels) throws IOException {
        boolean[] present = new boolean[ColumnVector.ROWS];
        List<String> rows = new ArrayList<>();
        int count = 0;
        for (int piece : new int[] {3, ROWS - 3}) {
            count += levels.read(present, piece);
            for (int row = 0; row < piece; row++) {
                rows.add(present[row] ? "x" : ".");
            }
        }
        assertThat(rows.stream().filter("x"::equals)).hasSize(count);
        return String.join("", rows);
    }

    private static DataPageV1 page(Encoding levels) {
        return new DataPageV1(BytesInput.empty(), ROWS, 0, statistics(), levels, levels, Encoding.PLAIN);
    }

    private static Statistics<?> statistics() {
        return Statistics.createStats(COLUMN.getPrimitiveType());
    }

    private static ColumnDescriptor column(String field) {
        return MessageTypeParser.parseMessageType("message rows { " + field + " }").getColumns().get(0);
    }
}
