package io.costflow.publish;

import static io.costflow.publish.Column.date;
import static io.costflow.publish.Column.markup;
import static io.costflow.publish.Column.number;
import static io.costflow.publish.Column.source;
import static io.costflow.publish.Column.uuid;
import static io.costflow.publish.KokuDatabase.execute;
import static io.costflow.publish.KokuDatabase.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.settings.DatabaseSettings;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** koku computes the markup of a cloud's rows again from costs that are rounded: what that changes is no damage. */
class SharedColumnsTest {

    private static final SourceDay DAY = SourceDay.of(KokuDatabase.TENANT, UsageDay.SOURCE, UsageDay.DAY);

    private record Row(String key, double cost, Double markup) {}

    private static final Table<Row> CLOUD = new Table<>("shared_columns", "uuid", null, List.of(
            uuid("uuid", row -> UUID.fromString(row.key)),
            date("usage_start", row -> UsageDay.DAY),
            source(row -> UsageDay.SOURCE),
            number("unblended_cost", row -> row.cost),
            markup("markup_cost", row -> row.markup)));

    private static final String KEY = "00000000-0000-0000-0000-00000000000";
    private DatabaseSettings database;

    @BeforeEach
    void publish() throws Exception {
        database = KokuDatabase.fresh();
        execute(database, "create table org1234567.shared_columns (uuid uuid, usage_start date, source_uuid uuid, unblended_cost numeric(24,9),"
                + " markup_cost numeric(33,15), primary key (usage_start, uuid))");
        publish(1, false, new Row(KEY + "1", 1, 0.1), new Row(KEY + "2", 2, null), new Row(KEY + "3", 3, 0.3));
    }

    @Test
    void markupThatDiffersByItsRoundingIsKept() throws Exception {
        execute(database, "update org1234567.shared_columns set markup_cost = markup_cost + 1e-9");

        DayReport rebuilt = publish(2, true, new Row(KEY + "1", 1, 0.1), new Row(KEY + "2", 2, null), new Row(KEY + "3", 3, 0.3));

        assertThat(rebuilt).extracting(DayReport::written, DayReport::deleted, DayReport::kept).containsExactly(0L, 0L, 3L);
    }

    @Test
    void markupThatDiffersByMoreIsReplaced() throws Exception {
        execute(database, "update org1234567.shared_columns set markup_cost = case when unblended_cost = 1 then 0.100000002 when unblended_cost = 2 then 0 end");

        DayReport rebuilt = publish(2, true, new Row(KEY + "1", 1, 0.1), new Row(KEY + "2", 2, null), new Row(KEY + "3", 3, 0.3));

        assertThat(rebuilt).extracting(DayReport::written, DayReport::deleted, DayReport::kept).containsExactly(3L, 0L, 0L);
        assertThat(query(database, "select trim_scale(markup_cost) from org1234567.shared_columns order by uuid")).containsExactly("0.1", "null", "0.3");
    }

    private DayReport publish(long revision, boolean rebuild, Row... rows) throws Exception {
        CopyText text = new CopyText();
        for (Row row : rows) {
            CLOUD.write(row, text);
        }
        OutputPeriod period = OutputPeriod.of("aws", DAY);
        DayMark mark = DayMark.of(period, revision, new DayMark.Content("files", "rows", rows.length), new DayMark.Basis(revision, 1, 3, 0)).rebuilding(rebuild);
        try (StagedRows staged = new StagedRows(); DayPublisher publisher = new DayPublisher(database, Map.of("aws", List.of(CLOUD)))) {
            staged.add(new DayRows(period, revision, CLOUD.name(), text.rows(), text.take()));
            return publisher.publish(mark, staged);
        }
    }
}
