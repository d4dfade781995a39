package io.costflow.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.compare.RowDifference.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RowMatcherTest {

    private static final List<ComparedColumn> COLUMNS = List.of(
            new ComparedColumn("namespace", false, false, false), new ComparedColumn("labels", false, false, true), new ComparedColumn("cost", true, false, false),
            new ComparedColumn("markup", true, true, false));

    private final RowMatcher matcher = new RowMatcher(COLUMNS, 1e-9);

    @Test
    void numbersWithinTheToleranceAreEqual() {
        match(rows(row("shop", "{}", "1.0000000001", "0")), rows(row("shop", "{}", "1", "0")));

        assertThat(matcher.withinTolerance()).isEqualTo(1);
        assertThat(matcher.differences()).isEmpty();
    }

    @Test
    void ofRowsWithTheSameTextsTheNearestArePairedFirst() {
        match(
                rows(row("shop", "{}", "1", "0"), row("shop", "{}", "2", "0")),
                rows(row("shop", "{}", "2.0000000001", "0"), row("shop", "{}", "5", "0")));

        assertThat(matcher.withinTolerance()).isEqualTo(1);
        assertThat(matcher.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.DIFFERENT);
            assertThat(difference.row()).containsEntry("namespace", "shop");
            assertThat(difference.ours()).containsExactly(Map.entry("cost", "1"));
            assertThat(difference.theirs()).containsExactly(Map.entry("cost", "5"));
            assertThat(difference.weight()).isEqualTo(4);
        });
    }

    @Test
    void aRowWithOtherLabelsIsThatRowAndNotTwo() {
        match(rows(row("shop", "{\"app\": \"a\"}", "1", "0")), rows(row("shop", "{}", "1", "0")));

        assertThat(matcher.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.ours()).containsExactly(Map.entry("labels", "{\"app\": \"a\"}"));
            assertThat(difference.theirs()).containsExactly(Map.entry("labels", "{}"));
        });
        assertThat(explanations(1)).containsExactly(Explanation.LABELS);
    }

    @Test
    void rowsThatDifferInTwoTextsAreOnOneSideEach() {
        match(rows(row("shop", "{\"app\": \"a\"}", "7", "0")), rows(row("payments", "{}", "1", null)));

        assertThat(matcher.differences()).extracting(RowDifference::kind).containsExactly(Kind.MISSING, Kind.SURPLUS);
        assertThat(matcher.differences().get(0).ours()).containsEntry("cost", "7");
        assertThat(matcher.differences().get(1).theirs()).containsOnlyKeys("cost");
        assertThat(explanations(1)).isEmpty();
    }

    @Test
    void equalRowsAreAMultiset() {
        match(rows(row("shop", "{}", "1", "0"), row("shop", "{}", "1", "0")), rows(row("shop", "{}", "1", "0")));

        assertThat(matcher.withinTolerance()).isEqualTo(1);
        assertThat(matcher.differences()).extracting(RowDifference::kind).containsExactly(Kind.MISSING);
    }

    @Test
    void aNumberIsNotNull() {
        match(rows(row("shop", "{}", null, "0")), rows(row("shop", "{}", "0", "0")));

        assertThat(matcher.differences()).singleElement().satisfies(difference -> assertThat(difference.theirs()).containsExactly(Map.entry("cost", "0")));
    }

    @Test
    void whatIsKnownToMakeDifferencesIsNamed() {
        match(rows(row("shop", "{}", "1", "0.5"), row("erp", "{}", "2", "1")), rows(row("shop", "{}", "2", "1"), row("erp", "{}", "4", "2")));
        assertThat(explanations(2)).containsExactly(Explanation.COUNTED_SEVERAL_TIMES);
    }

    @Test
    void markupThatWasChangedSinceIsNamed() {
        match(rows(row("shop", "{}", "1", "0.1")), rows(row("shop", "{}", "1", "0.12")));
        assertThat(explanations(1)).containsExactly(Explanation.MARKUP);
    }

    @Test
    void aTableWithoutRowsIsNamed() {
        match(rows(row("shop", "{}", "1", "0.1")), List.of());
        assertThat(explanations(0)).containsExactly(Explanation.NO_ROWS);
    }

    private List<Explanation> explanations(long theirRows) {
        return Explanation.of(theirRows, matcher.differences(), COLUMNS.stream().collect(Collectors.toMap(ComparedColumn::name, Function.identity())));
    }

    private void match(List<String[]> ours, List<String[]> theirs) {
        matcher.match(ours, theirs);
    }

    private static List<String[]> rows(String[]... rows) {
        return Arrays.asList(rows);
    }

    private static String[] row(String... values) {
        return Arrays.copyOf(values, values.length);
    }
}
