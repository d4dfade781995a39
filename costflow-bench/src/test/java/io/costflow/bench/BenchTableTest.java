package io.costflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BenchTableTest {

    @Test
    void theMedianLeavesOutTheColdRun() {
        Series odd = series(100, 3, 1, 2);
        Series even = series(100, 4, 1);

        assertThat(odd.median(Measurement::wallSeconds)).isEqualTo(2);
        assertThat(even.median(Measurement::wallSeconds)).isEqualTo(2.5);
        assertThat(odd.cold().wallSeconds()).isEqualTo(100);
        assertThat(odd.last().wallSeconds()).isEqualTo(2);
    }

    @Test
    void ratiosAreComparedWithTheirTargets() {
        BenchTable table = new BenchTable("the floor");
        table.compare("wall, s", "%.2f", 6, 3, Target.atMost(2));
        table.compare("CPU, s", "%.2f", 6.3, 3, Target.atMost(2));
        table.compare("rows/s", "%,.0f", 4000, 1000, Target.atLeast(5));
        table.compare("plain", "%.1f", 1, 4);
        table.line("rows", "%,.0f", 1200);

        assertThat(lines(table)).containsExactly(
                "||Costflow|thefloor|ratio|target|",
                "|---|---:|---:|---:|---:|",
                "|wall,s|6.00|3.00|2.00|atmost2.0:met|",
                "|CPU,s|6.30|3.00|2.10|atmost2.0:missed|",
                "|rows/s|4,000|1,000|4.00|atleast5.0:missed|",
                "|plain|1.0|4.0|0.25||",
                "|rows|1,200||||");
    }

    @Test
    void aRatioToWhatTheClockCannotTellIsNotMeasured() {
        BenchTable table = new BenchTable("the floor");
        table.compare("CPU, s", "%.3f", 0.413, 0, Target.atMost(4));
        table.compare("wall, s", "%.3f", 0, 0, Target.atLeast(4));

        assertThat(lines(table)).contains("|CPU,s|0.413|0.000||atmost4.0:notmeasured|", "|wall,s|0.000|0.000||atleast4.0:notmeasured|");
    }

    @Test
    void aFigureItselfCanHaveATarget() {
        BenchTable table = new BenchTable("without archive");
        table.limit("wall, s", "%.2f", 5.9, 11.8, Target.atMost(6));

        assertThat(lines(table)).contains("|wall,s|5.90|11.80|0.50|Costflowatmost6.0:met|");
    }

    @Test
    void everyLineOfTheTableIsAsLong() {
        BenchTable table = new BenchTable("the floor");
        table.compare("something that takes long", "%.2f", 6, 3, Target.atMost(2));
        table.line("rows", "%,.0f", 1_234_567);

        assertThat(table.toString().lines().map(String::length).distinct()).hasSize(1);
    }

    private static Stream<String> lines(BenchTable table) {
        return table.toString().lines().map(line -> line.replaceAll(" +", "").replaceAll("-+", "---"));
    }

    private static Series series(double... seconds) {
        Series series = new Series();
        for (double wall : seconds) {
            series.add(new Measurement(wall, 2 * wall, 1200, 60, Map.of(), 0, 0, 0));
        }
        return series;
    }
}
