package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    private static final long MEBIBYTE = 1 << 20;

    @Test
    void theMedianLeavesOutTheColdRun() {
        Series odd = series("odd", 100, 3, 1, 2);
        Series even = series("even", 100, 4, 1);

        assertThat(odd.median(Measurement::wallSeconds)).isEqualTo(2);
        assertThat(even.median(Measurement::wallSeconds)).isEqualTo(2.5);
        assertThat(odd.cold().wallSeconds()).isEqualTo(100);
        assertThat(odd.last().wallSeconds()).isEqualTo(2);
    }

    @Test
    void theTableComparesCostflowWithTheFloor() {
        Series costflow = series("Costflow", 9, 6, 6, 6);
        Series again = series("again", 5, 2, 2, 2);
        Series floor = series("floor", 4, 3, 3, 3);

        BenchTable table = new BenchTable(costflow, again, floor);

        assertThat(table.toString().lines().map(line -> line.replaceAll(" +", ""))).contains(
                "|wall,s|6.00|2.00|3.00|2.00|",
                "|cold:wall,s|9.00|5.00|4.00|2.25|",
                "|CPU,s|12.00|4.00|6.00|2.00|",
                "|lineitems/s|200||400|0.50|",
                "|publishedrows/s|10||20|0.50|",
                "|peakheap,MiB|64||64|1.00|",
                "|stagepublish,s|6.00|2.00|||",
                "|stagecopy,s|||3.00||");
    }

    @Test
    void everyLineOfTheTableIsAsLong() {
        BenchTable table = new BenchTable(series("Costflow", 9, 6), series("again", 5, 2), series("floor", 4, 3));

        assertThat(table.toString().lines().map(String::length).distinct()).hasSize(1);
    }

    /** Runs that take so many seconds, use two cores, read 1,200 line items and write 60 rows. */
    private static Series series(String name, double... seconds) {
        Series series = new Series(name);
        for (double wall : seconds) {
            String stage = name.equals("floor") ? "copy" : "publish";
            series.add(new Measurement(wall, 2 * wall, 1200, 60, Map.of(stage, wall), 64 * MEBIBYTE, 0));
        }
        return series;
    }
}
