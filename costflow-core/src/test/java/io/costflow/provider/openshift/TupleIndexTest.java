package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TupleIndexTest {

    @Property
    void distinctTuplesAreNumberedInTheOrderInWhichTheyAreMet(@ForAll List<@Size(3) List<@IntRange(min = -1, max = 3) Integer>> tuples) {
        TupleIndex index = new TupleIndex(3);
        List<List<Integer>> met = new ArrayList<>();
        for (List<Integer> tuple : tuples) {
            assertThat(index.find(numbers(tuple))).isEqualTo(met.indexOf(tuple));
            if (!met.contains(tuple)) {
                met.add(tuple);
            }
            assertThat(index.add(numbers(tuple))).isEqualTo(met.indexOf(tuple));
        }

        assertThat(index.size()).isEqualTo(met.size());
        for (int number = 0; number < met.size(); number++) {
            int tuple = number;
            assertThat(IntStream.range(0, 3).map(place -> index.get(tuple, place)).boxed()).isEqualTo(met.get(number));
        }
    }

    @Test
    void aHundredThousandTuplesAreFoundAgain() {
        TupleIndex index = new TupleIndex(2);
        for (int i = 0; i < 100_000; i++) {
            assertThat(index.add(i % 300, i)).isEqualTo(i);
        }

        assertThat(IntStream.range(0, 100_000).allMatch(i -> index.find(i % 300, i) == i)).isTrue();
        assertThat(index.find(299, 0)).isEqualTo(TupleIndex.NONE);
    }

    private static int[] numbers(List<Integer> tuple) {
        return tuple.stream().mapToInt(Integer::intValue).toArray();
    }
}
