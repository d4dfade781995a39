package io.costflow.provider.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.costflow.provider.openshift.ClusterRow;
import io.costflow.provider.openshift.LabelTexts;
import io.costflow.random.RandomCases;
import io.costflow.random.RandomValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelIndexTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aLabelIsFoundAmongOthersAndNotWithinALongerOne() {
        ClusterRow shop = TestRow.pod("shop").labels("{\"app\":\"shop\",\"tier\":\"web\"}").row();
        ClusterRow longer = TestRow.pod("longer").labels("{\"app\":\"shops\",\"my-app\":\"shop\"}").row();
        LabelIndex index = indexOf(List.of(shop, longer));

        assertThat(index.rowsWith("\"app\":\"shop\"")).containsExactly(shop);
        assertThat(index.rowsWith("app\":\"shop\"")).containsExactlyInAnyOrder(shop, longer);
        assertThat(index.rowsWith("\"app\":\"shop\",\"tier\":\"web\"")).containsExactly(shop);
        assertThat(index.rowsWith("\"app\":\"none\"")).isEmpty();
    }

    /** A value may be written as a label is: with its quotes escaped, it is none. */
    @Test
    void quotesWithinAValueAreEscaped() {
        ClusterRow quoting = TestRow.pod("quoting").labels("{\"note\":\"\\\"app\\\":\\\"shop\\\"\"}").row();
        LabelIndex index = indexOf(List.of(quoting));

        assertThat(index.rowsWith("\"app\":\"shop\"")).isEmpty();
        assertThat(index.rowsWith("\\\"app\\\":\\\"shop\\\"")).containsExactly(quoting);
    }

    @Test
    void findsWhatALoopOverAllRowsFinds() {
        RandomCases.check(2000, values -> {
            List<ClusterRow> rows = values.list(0, 6, () -> labelled(values)).stream().map(text -> TestRow.pod("shop").labels(text).row()).toList();
            String piece = piece(values, rows);

            List<ClusterRow> found = indexOf(rows).rowsWith(piece);

            assertThat(found.stream().map(ClusterRow::podLabels)).as("rows with %s among %s", piece, rows)
                    .containsExactlyInAnyOrderElementsOf(rows.stream().map(ClusterRow::podLabels).filter(text -> text.contains(piece)).toList());
        });
    }

    private static LabelIndex indexOf(List<ClusterRow> rows) {
        LabelIndex index = new LabelIndex();
        LabelTexts texts = new LabelTexts(key -> true);
        rows.forEach(row -> index.add(row.podLabels(), row, texts));
        return index;
    }

    /** Labels as a compact text, in which anything can stand that JSON's syntax is made of. */
    private static String labelled(RandomValues values) {
        Map<String, String> labels = new TreeMap<>();
        IntStream.range(0, values.between(0, 3)).forEach(i -> labels.put(values.text("ab", 2), values.text(values.chance(0.2) ? "ab\":,\\" : "ab", 3)));
        return written(labels);
    }

    /** A label, two labels as they stand beside each other, what only looks like a label, or any part of a text. */
    private static String piece(RandomValues values, List<ClusterRow> rows) {
        String text = rows.isEmpty() || values.chance(0.3) ? labelled(values) : values.oneOf(rows).podLabels();
        return switch (values.between(0, 2)) {
            case 0 -> text.substring(1, text.length() - 1);
            case 1 -> "\"" + values.text("ab\":,", 4) + "\":\"" + values.text("ab\":,", 4) + "\"";
            default -> {
                int from = values.between(0, text.length() - 1);
                yield text.substring(from, values.between(from + 1, text.length()));
            }
        };
    }

    private static String written(Map<String, String> labels) {
        try {
            return JSON.writeValueAsString(labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
