package io.costflow.publish;

import static io.costflow.publish.KokuDatabase.query;
import static io.costflow.publish.UsageDay.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.publish.DayReport.Outcome;
import io.costflow.settings.DatabaseSettings;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Days that were found as they had been published come as a mark without rows: they leave the rows alone, whatever has happened to the day since it was looked
 * at.
 */
class UnchangedDayTest {

    private static final String NAMESPACES = "select namespace from org1234567." + UsageDay.TABLE + " order by 1";

    private static final String OVERLAP = "select overlap from org1234567.costflow_day";
    private DatabaseSettings database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = KokuDatabase.fresh();
    }

    @Test
    void aDayThatIsAsItWasFoundStays() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        assertThat(unchanged(2, new UsageDay(row("shop", 1))).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(query(database, NAMESPACES)).containsExactly("shop");
    }

    @Test
    void aDayThatWasReplacedSinceItWasLookedAtKeepsItsRows() throws Exception {
        new UsageDay(row("shop", 1)).publishTo(database);
        new UsageDay(row("bank", 1)).at(2, "files 2").publishTo(database);

        DayReport report = unchanged(3, new UsageDay(row("shop", 1)));

        assertThat(query(database, NAMESPACES)).containsExactly("bank");
        assertThat(report.outcome()).isEqualTo(Outcome.HELD_BACK);
        assertThat(report.heldBack().reason()).contains("replaced by another run");
        assertThat(query(database, "select published_revision, pending_revision from org1234567.costflow_day")).containsExactly("2|3");
    }

    @Test
    void whatIsSaidOfOverlappingManifestsIsThatOfTheFilesNow() throws Exception {
        new UsageDay(row("shop", 1)).overlapping("8 counts.").publishTo(database);
        assertThat(query(database, OVERLAP)).containsExactly("8 counts.");

        assertThat(new UsageDay(row("shop", 1)).at(2, "files 2").overlapping("9 counts.").publishTo(database).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(query(database, OVERLAP)).containsExactly("9 counts.");

        assertThat(new UsageDay(row("shop", 1)).at(3, "files 2").rebuilt().overlapping("9 still counts.").publishTo(database).outcome())
                .isEqualTo(Outcome.UNCHANGED);
        assertThat(query(database, OVERLAP)).as("a rebuild looks at the files").containsExactly("9 still counts.");

        assertThat(new UsageDay(row("shop", 1)).at(4, "files 3").publishTo(database).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(query(database, OVERLAP)).containsExactly("null");
    }

    @Test
    void aMarkThatStandsForThePublishedRowsSaysNothingOfManifests() throws Exception {
        new UsageDay(row("shop", 1)).at(1, "files 2").overlapping("8 counts.").publishTo(database);

        unchanged(2, new UsageDay(row("shop", 1)));

        assertThat(query(database, OVERLAP)).containsExactly("8 counts.");
    }

    /** Publishes that the day is what it was when it was looked at. */
    private DayReport unchanged(long revision, UsageDay looked) throws Exception {
        DayMark was = looked.mark();
        try (DayPublisher publisher = new DayPublisher(database, List.of(UsageDay.OPENSHIFT)); StagedRows none = new StagedRows()) {
            return publisher.publish(new DayMark(was.day(), revision, was.fingerprint(), was.checksum(), 0, 2, 0, false, null, null, revision, 0), none);
        }
    }
}
