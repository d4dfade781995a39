package io.costflow.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.metrics.CostflowMetric;
import io.costflow.provider.Providers;
import io.costflow.provider.openshift.OpenShift;
import io.costflow.settings.ContinuousSettings;
import io.costflow.settings.DatabaseSettings;
import io.costflow.settings.DayRange;
import io.costflow.settings.OutputSelection;
import io.costflow.settings.Overlap;
import io.costflow.settings.RunSettings;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A continuous run's source over koku's tables in a real PostgreSQL. */
class ReferencePollingTest {

    private static final String TENANT = EmbeddedDatabase.TENANT;
    private static final String CLUSTER = "00000000-0000-0000-0000-000000000001";

    private final PollingContext context = new PollingContext();
    private KokuDatabase database;
    private ReferenceSource source;

    @BeforeEach
    void start() throws Exception {
        database = SharedServers.database().createDatabase();
        execute("insert into %s.reporting_enabledtagkeys (key, enabled, provider_type) values ('app', true, 'OCP')");
        source = ofCluster();
        context.register();
    }

    @Test
    void aChangedTagKeyGivesExactlyOneNewSnapshot() throws Exception {
        source.createEnumerator(context).start();
        poll();
        poll();
        assertThat(context.assigned).singleElement().satisfies(snapshot -> assertThat(snapshot.enabledKeys(OpenShift.TYPE)).containsExactly("app"));

        execute("update %s.reporting_enabledtagkeys set enabled = false");
        execute("insert into %s.reporting_enabledtagkeys (key, enabled, provider_type) values ('team', true, 'OCP')");
        poll();
        poll();

        assertThat(source.getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        assertThat(context.assigned).hasSize(2);
        assertThat(context.assigned.get(1).enabledKeys(OpenShift.TYPE)).containsExactly("team");
        assertThat(context.assigned.get(1).revision()).isGreaterThan(context.assigned.get(0).revision());
    }

    @Test
    void aDatabaseThatIsGoneIsNotWaitedForWithinAPoll() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start()) {
            database = server.createDatabase();
            source = source(List.of(SourceSettings.cluster(TENANT, OpenShift.TYPE, CLUSTER, "my-cluster", "My Cluster", null)));
            source.createEnumerator(context).start();
        }
        long started = System.nanoTime();
        poll();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
        assertThat(context.counters.get(CostflowMetric.REFERENCE_READS_FAILED.id()).getCount()).isEqualTo(1);
        assertThat(context.assigned).isEmpty();
    }

    @Test
    void tenantsWhoseSourcesAppearAreReadWithoutARestart() throws Exception {
        source = source(List.of());
        source.createEnumerator(context).start();
        poll();
        assertThat(context.assigned).isEmpty();

        execute("insert into public.api_providerauthentication (id, credentials) values (1, '{\"cluster_id\": \"my-cluster\"}')");
        execute("insert into public.api_provider (uuid, name, type, active, paused, authentication_id) values ('" + CLUSTER
                + "', 'New', 'OCP', true, false, 1)");
        execute("insert into %s.reporting_tenant_api_provider (name, type, provider_id) values ('New', 'OCP', '" + CLUSTER + "')");
        poll();

        assertThat(context.assigned).extracting(ReferenceSnapshot::tenant).containsExactly(TENANT);
    }

    /** The pause between two polls is a millisecond here. */
    private void poll() throws InterruptedException {
        Thread.sleep(2);
        context.poll();
    }

    private ReferenceSource ofCluster() {
        return source(List.of(SourceSettings.cluster(TENANT, OpenShift.TYPE, CLUSTER, "my-cluster", "My Cluster", null)));
    }

    private ReferenceSource source(List<SourceSettings> sources) {
        Settings settings = settings(sources);
        return new ReferenceSource(settings, Providers.references(settings), ReferenceRequests.NONE);
    }

    private Settings settings(List<SourceSettings> sources) {
        return new Settings(
                null,
                new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ofMinutes(1)),
                new DayRange(LocalDate.MIN, LocalDate.MAX),
                sources,
                new RunSettings(RunSettings.Mode.CONTINUOUS, 1, false, Duration.ZERO, Overlap.WINNER, OutputSelection.DEFAULT))
                .with(ContinuousSettings.DEFAULTS.withPoll(Duration.ofMillis(1)));
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(TENANT));
        }
    }
}
