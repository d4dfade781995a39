package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.DayContents;
import io.costflow.provider.Report;
import io.costflow.provider.openshift.RawDayFiles.Cut;
import io.costflow.publish.DayWriter;
import io.costflow.random.RandomCases;
import io.costflow.reference.SnapshotBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The summary of random days, cut into files at random, beside a plain implementation of the specification. */
class OpenShiftDayPropertyTest {

    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";

    @Test
    void isWhatTheSpecificationSays() {
        RandomCases.check(600, values -> {
            RawDay day = RandomDays.day(values);
            Map<Report, Cut> cuts = RandomDays.cuts(values);
            List<PlainRow> rows = plain(rows(day, RawDayFiles.of(day, cuts)));
            List<PlainRow> expected = PlainSummary.rows(day);
            assertThat(PlainRow.same(rows, expected)).as("%nof       %s%nis       %s%nexpected %s", day, rows, expected).isTrue();
        });
    }

    @Test
    void cutsAndTheOrderOfFilesChangeNothingButRounding() {
        RandomCases.check(200, values -> {
            RawDay day = RandomDays.day(values);
            List<UsageRow> whole = rows(day, RawDayFiles.of(day));
            List<DayContents.File> files = new ArrayList<>(RawDayFiles.of(day, RandomDays.cuts(values)));
            Collections.shuffle(files, values.random());
            List<UsageRow> shuffled = rows(day, files);

            assertThat(PlainRow.same(plain(whole), plain(shuffled))).as("%nwhole    %s%nshuffled %s", whole, shuffled).isTrue();
            assertThat(textsByKey(day, shuffled)).as("each row has the same key").isEqualTo(textsByKey(day, whole));
        });
    }

    @Test
    void theSameFilesGiveTheSameBitsAndTheSameKeys() {
        RandomCases.check(200, values -> {
            RawDay day = RandomDays.day(values);
            Map<Report, Cut> cuts = RandomDays.cuts(values);
            List<UsageRow> rows = rows(day, RawDayFiles.of(day, cuts));
            List<UsageRow> again = rows(day, RawDayFiles.of(day, cuts));

            assertThat(again).isEqualTo(rows);
            List<String> lines = lines(day, rows);
            assertThat(lines(day, again)).isEqualTo(lines);
            assertThat(lines.stream().map(line -> line.substring(0, 36))).as("no key twice").doesNotHaveDuplicates();
        });
    }

    private static List<UsageRow> rows(RawDay day, List<DayContents.File> files) {
        return OpenShiftDay.rows(day.contents(files));
    }

    private static List<PlainRow> plain(List<UsageRow> rows) {
        return rows.stream().map(PlainRow::of).toList();
    }

    /** The columns of the table up to the labels, by the key. */
    private static Map<String, List<String>> textsByKey(RawDay day, List<UsageRow> rows) {
        Map<String, List<String>> texts = new HashMap<>();
        for (String line : lines(day, rows)) {
            List<String> columns = List.of(line.split("\t"));
            texts.put(columns.get(0), columns.subList(1, 15));
        }
        return texts;
    }

    private static List<String> lines(RawDay day, List<UsageRow> rows) {
        SourceDay key = SourceDay.of("org1234567", SOURCE, day.day());
        List<String> lines = new ArrayList<>();
        DayWriter writer = new DayWriter(OutputPeriod.of("openshift", key), 1, output -> lines.addAll(new String(output.rows().text(), StandardCharsets.UTF_8).lines().toList()));
        new UsageRowWriter(new UsageTable(key, 1, "cluster", "Cluster", TagMapping.of(SnapshotBuilder.of("org1234567").build())), key, writer).write(rows);
        writer.finish();
        return lines;
    }
}
