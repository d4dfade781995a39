package io.costflow.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowComparisonTest {
    @Test
    void rowsInAnotherOrderAreTheSame() {
        assertThat(compare("name,cost\na,1.5\nb,2.5\n", "name,cost\nb,2.5\na,1.5\n").isEmpty()).isTrue();
    }

    @Test
    void columnsInAnotherOrderAndColumnsThatAreNotExpectedDoNotMatter() {
        assertThat(compare("name,cost\na,1.5\n", "uuid,cost,name\n7,1.5,a\n").isEmpty()).isTrue();
    }

    @Test
    void ignoredColumnsDoNotMatterAndOthersMustBeThere() {
        assertThat(RowComparison.compare(table("name,id\na,1\n"), table("name,id\na,2\n"), "id").isEmpty()).isTrue();
        assertThat(compare("name,id\na,1\n", "name\na\n")).hasToString("columns not found: id");
    }

    @Test
    void equalRowsAreCounted() {
        RowDifferences differences = compare("name,cost\na,1.5\na,1.5\nb,1.0\n", "name,cost\na,1.5\nb,1.0\nb,1.0\n");

        assertThat(differences.missing()).isEqualTo(1);
        assertThat(differences.unexpected()).isEqualTo(1);
        assertThat(differences.wrong()).isZero();
        assertThat(differences.toString().lines()).containsExactly(
                "3 rows expected, 3 found: 1 missing, 1 not expected, 0 with other values", "  missing: name=a", "  not expected: name=b");
    }

    @Test
    void anEmptyTableIsOnlyLikeAnEmptyOne() {
        assertThat(compare("name\n", "name\n").isEmpty()).isTrue();
        assertThat(compare("name\na\n", "name\n").missing()).isEqualTo(1);
        assertThat(compare("name\n", "name\na\n").unexpected()).isEqualTo(1);
    }

    @Test
    void numbersMayDifferByABillionthOfTheExpectedValue() {
        assertThat(compare("cost\n1000000.000000000000000\n", "cost\n1000000.000900000000000\n").isEmpty()).isTrue();
        assertThat(compare("cost\n1000000.000000000000000\n", "cost\n1000000.001100000000000\n").wrong()).isEqualTo(1);
    }

    @Test
    void numbersNearZeroMayDifferByATenBillionth() {
        assertThat(compare("cost\n0.000000000000000\n", "cost\n0.000000000090000\n").isEmpty()).isTrue();
        assertThat(compare("cost\n0.000000000000000\n", "cost\n0.000000000110000\n").wrong()).isEqualTo(1);
    }

    @Test
    void numbersMayDifferByOneUnitOfTheLastDecimalThatTheColumnShows() {
        assertThat(compare("cost\n0.00\n1.25\n", "cost\n0.01\n1.25\n").isEmpty()).isTrue();
        assertThat(compare("cost\n0.00\n1.25\n", "cost\n0.02\n1.25\n").wrong()).isEqualTo(1);
    }

    @Test
    void wholeNumbersAreKeysAndMustBeEqual() {
        RowDifferences differences = compare("id,cost\n1000000000,1.5\n", "id,cost\n1000000001,1.5\n");

        assertThat(differences.missing()).isEqualTo(1);
        assertThat(differences.unexpected()).isEqualTo(1);
    }

    @Test
    void aMeasureThatIsNullIsNotZero() {
        RowDifferences differences = compare("name,cost\na,\\N\nb,1.0\n", "name,cost\na,0.0\nb,1.0\n");

        assertThat(differences.wrong()).isEqualTo(1);
        assertThat(differences.toString()).endsWith("differs: name=a | cost: expected null, found 0.0");
    }

    @Test
    void nullIsNotTheEmptyString() {
        assertThat(compare("name,node\na,\\N\n", "name,node\na,\n").missing()).isEqualTo(1);
    }

    @Test
    void jsonIsComparedByValue() {
        String expected = "labels\n\"{\"\"a\"\": \"\"1\"\", \"\"b\"\": 0.0}\"\n";

        assertThat(compare(expected, "labels\n\"{\"\"b\"\":0.000, \"\"a\"\":\"\"\\u0031\"\"}\"\n").isEmpty()).isTrue();
        assertThat(compare(expected, "labels\n\"{\"\"b\"\":0.0, \"\"a\"\":1}\"\n").missing()).isEqualTo(1);
        assertThat(compare("labels\n\"{} x\"\n", "labels\n\"{}\"\n").missing()).isEqualTo(1);
    }

    @Test
    void amongRowsOfOneKeyEachTakesTheFirstThatFits() {
        assertThat(compare("name,cost\na,1.0000000000\na,2.0000000000\n", "name,cost\na,2.0000000000\na,1.0000000005\n").isEmpty()).isTrue();

        RowDifferences differences = compare("name,cost\na,1.0000000000\na,2.0000000000\n", "name,cost\na,2.0000000000\na,2.0000000000\n");
        assertThat(differences.wrong()).isEqualTo(1);
        assertThat(differences.toString()).contains("differs: name=a | cost: expected 1.0, found 2.0");
    }

    @Test
    void onlyTheFirstFiveDifferencesAreShown() {
        RowDifferences differences = compare("n,c\na,1.0\nb,1.0\nc,1.0\nd,1.0\ne,1.0\nf,1.0\n", "n,c\na,2.0\nb,2.0\nc,2.0\nd,2.0\ne,2.0\nf,2.0\n");

        assertThat(differences.wrong()).isEqualTo(6);
        assertThat(differences.toString().lines()).hasSize(6);
    }

    private static RowDifferences compare(String expected, String actual) {
        return RowComparison.compare(table(expected), table(actual));
    }

    private static TableRows table(String csv) {
        return TableRows.parse(csv);
    }
}
