package io.costflow.provider.openshift;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.ReportType;
import io.costflow.day.SourceDay;
import io.costflow.provider.openshift.RawDayFiles.Cut;
import io.costflow.publish.DayWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The summary of random days, cut into files at random, beside a plain implementation of the specification. */
class OpenShiftDayPropertyTest {

    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";

    @Provide
    Arbitrary<RawDay> days() {
        return RandomDays.days();
    }

    @Provide
    Arbitrary<Map<ReportType, Cut>> cuts() {
        return RandomDays.cuts();
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void isWhatTheSpecificationSays(@ForAll("days") RawDay day, @ForAll("cuts") Map<ReportType, Cut> cuts) {
        List<PlainRow> rows = plain(rows(day, RawDayFiles.of(day, cuts)));
        List<PlainRow> expected = PlainSummary.rows(day);
        assertThat(PlainRow.same(rows, expected)).as("%nis       %s%nexpected %s", rows, expected).isTrue();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void cutsAndTheOrderOfFilesChangeNothingButRounding(
            @ForAll("days") RawDay day, @ForAll("cuts") Map<ReportType, Cut> cuts, @ForAll Random random) {
        List<UsageRow> whole = rows(day, RawDayFiles.of(day));
        List<DayFile> files = new ArrayList<>(RawDayFiles.of(day, cuts));
        Collections.shuffle(files, random);
        List<UsageRow> shuffled = rows(day, files);

        assertThat(PlainRow.same(plain(whole), plain(shuffled))).as("%nwhole    %s%nshuffled %s", whole, shuffled).isTrue();
        assertThat(textsByKey(day, shuffled)).as("each row has the same key").isEqualTo(textsByKey(day, whole));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theSameFilesGiveTheSameBitsAndTheSameKeys(@ForAll("days") RawDay day, @ForAll("cuts") Map<ReportType, Cut> cuts) {
        List<UsageRow> rows = rows(day, RawDayFiles.of(day, cuts));
        List<UsageRow> again = rows(day, RawDayFiles.of(day, cuts));

        assertThat(again).isEqualTo(rows);
        List<String> lines = lines(day, rows);
        assertThat(lines(day, again)).isEqualTo(lines);
        assertThat(lines.stream().map(line -> line.substring(0, 36))).as("no key twice").doesNotHaveDuplicates();
    }

    private static List<UsageRow> rows(RawDay day, List<DayFile> files) {
        return OpenShiftDay.rows(day.day(), files, day.reference());
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
        DayWriter writer = new DayWriter(key, 1, output -> lines.addAll(new String(output.rows().text(), StandardCharsets.UTF_8).lines().toList()));
        new UsageRowWriter(new UsageTable(key, 1, "cluster", "Cluster"), key, writer).write(rows);
        writer.finish();
        return lines;
    }
}
