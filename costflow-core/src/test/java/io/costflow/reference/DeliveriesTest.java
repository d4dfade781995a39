package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** koku's manifests in a real PostgreSQL, as they change while a delivery is processed. */
class DeliveriesTest {

    private static final String SOURCE = "00000000-0000-0000-0000-000000000001";
    private static final String OTHER = "00000000-0000-0000-0000-000000000002";

    private KokuDatabase database;

    @BeforeEach
    void freshDatabase() throws Exception {
        database = SharedServers.database().createDatabase();
    }

    @Test
    void aDeliveryIsToldFileByFileAndEndsWhenAllFilesAreProcessed() throws Exception {
        assertThat(read()).isEqualTo(Deliveries.NONE);

        manifest(1, SOURCE, "now()", 2);
        Deliveries announced = read();
        assertThat(announced.newsSince(Deliveries.NONE)).as("nothing is written yet").isEmpty();

        execute("update public.reporting_common_costusagereportstatus set completed_datetime = now(), status = 1 where manifest_id = 1 and report_name = 'file-1'");
        execute("update public.reporting_common_costusagereportmanifest set state = jsonb_build_object('processing', jsonb_build_object('start', now(), 'end', now()))");
        Deliveries one = read();
        assertThat(one.newsSince(announced)).containsExactly(SOURCE);
        assertThat(one.sources()).containsExactly(SOURCE);
        assertThat(one.isComplete(SOURCE)).as("the other file is under way").isFalse();

        execute("update public.reporting_common_costusagereportstatus set completed_datetime = now(), status = 1 where manifest_id = 1 and report_name = 'file-2'");
        Deliveries both = read();
        assertThat(both.newsSince(one)).containsExactly(SOURCE);
        assertThat(both.isComplete(SOURCE)).isTrue();
        assertThat(both.isComplete(OTHER)).as("koku does not describe it").isFalse();
        assertThat(read().newsSince(both)).isEmpty();
    }

    @Test
    void aFileThatFailedIsNotUnderWayAndOneThatIsNotAnnouncedYetIs() throws Exception {
        manifest(1, SOURCE, "now()", 2);
        execute("update public.reporting_common_costusagereportstatus set status = 2");
        manifest(2, OTHER, "now()", 1);
        execute("update public.reporting_common_costusagereportstatus set completed_datetime = now(), status = 1 where manifest_id = 2");
        execute("update public.reporting_common_costusagereportmanifest set state = '{\"processing\": {\"end\": \"2025-10-01\"}}'");

        assertThat(read().isComplete(SOURCE)).isTrue();
        assertThat(read().isComplete(OTHER)).isTrue();
        execute("update public.reporting_common_costusagereportmanifest set num_total_files = 2 where id = 2");
        assertThat(read().isComplete(OTHER)).as("a payload with the rest of the files is missing").isFalse();
    }

    @Test
    void anOldManifestIsReadWhenItIsProcessedAgain() throws Exception {
        manifest(1, SOURCE, "now() - interval '20 days'", 1);
        assertThat(read().manifests()).isEmpty();
        execute("update public.reporting_common_costusagereportmanifest set state = jsonb_build_object('processing', jsonb_build_object('start', now()))");
        assertThat(read().manifests()).containsOnlyKeys(1L);
    }

    @Test
    void tablesThatCannotBeReadOrHaveAnotherFormSayNothingAndTheTransactionGoesOn() throws Exception {
        manifest(1, SOURCE, "now()", 1);
        assertThat(read()).isNotEqualTo(Deliveries.NONE);
        execute("revoke select on public.reporting_common_costusagereportstatus from costflow");
        assertThat(read()).isEqualTo(Deliveries.NONE);
        execute("grant select on public.reporting_common_costusagereportstatus to costflow");
        execute("alter table public.reporting_common_costusagereportstatus drop column status");
        assertThat(read()).isEqualTo(Deliveries.NONE);
    }

    private void manifest(long id, String source, String created, int files) throws SQLException {
        execute("insert into public.reporting_common_costusagereportmanifest (id, assembly_id, creation_datetime, billing_period_start_datetime, num_total_files, provider_id)"
                + " values (" + id + ", 'assembly-" + id + "', " + created + ", '2025-10-01', " + files + ", '" + source + "')");
        execute("insert into public.reporting_common_costusagereportstatus (manifest_id, report_name) select " + id + ", 'file-' || number from generate_series(1, " + files + ") number");
    }

    private Deliveries read() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password()); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Deliveries deliveries = ManifestTables.read(connection);
            statement.execute("select 1");
            return deliveries;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
