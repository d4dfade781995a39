package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberedTest {

    @Test
    void equalValuesHaveTheSameNumberAndNullHasOneOfItsOwn() {
        Numbered<String> names = new Numbered<>();

        int shop = names.number("shop");
        int empty = names.number("");

        assertThat(names.number(new String("shop"))).isEqualTo(shop);
        assertThat(names.number(null)).isEqualTo(Numbered.NULL).isNotIn(shop, empty);
        assertThat(shop).isNotEqualTo(empty);
        assertThat(names.value(shop)).isEqualTo("shop");
        assertThat(names.value(empty)).isEmpty();
        assertThat(names.value(Numbered.NULL)).isNull();
    }

    @Test
    void listsAreFoundByTheirNumberAndEmptyUntilSomethingIsAdded() {
        NumberLists lists = new NumberLists();
        lists.add(3, 7);
        lists.add(1000, 5);
        lists.add(3, 7);
        lists.add(3, 8);

        assertThat(lists.get(3)).containsExactly(7, 7, 8);
        assertThat(lists.get(1000)).containsExactly(5);
        assertThat(lists.get(2)).isEmpty();
        assertThat(lists.get(100_000)).isEmpty();
        assertThat(lists.get(TupleIndex.NONE)).isEmpty();
    }
}
