package io.costflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.costflow.job.Eventually;
import io.costflow.settings.DatabaseSettings;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.SharedServers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two jobs over one PostgreSQL. */
class TenantLocksTest {

    @Test
    void aTenantThatAnotherJobServesIsNoticedUntilThatOneEnds() throws Exception {
        KokuDatabase database = SharedServers.database().createDatabase();
        DatabaseSettings settings = new DatabaseSettings(database.url(), database.user(), database.password(), Duration.ZERO);
        try (TenantLocks one = new TenantLocks(settings); TenantLocks other = new TenantLocks(settings)) {
            assertThat(one.contended(List.of("org1", "org2"))).isEmpty();
            assertThat(one.contended(List.of("org1", "org2"))).as("its own locks").isEmpty();
            assertThat(other.contended(List.of("org2", "org3"))).as("a job that has just ended may hold it for a moment").isEmpty();
            assertThat(other.contended(List.of("org2", "org3"))).containsOnlyKeys("org2")
                    .allSatisfy((tenant, sentence) -> assertThat(sentence).contains("the tenant org2", "as the role costflow"));
            one.close();
            Eventually.within(Duration.ofSeconds(20), () -> assertThat(other.contended(List.of("org2", "org3"))).as("the server ends the session").isEmpty());
            // That session may have ended between the attempt to take its lock and the look at who holds it; this attempt takes it then.
            assertThat(other.contended(List.of("org2", "org3"))).isEmpty();
            assertThat(one.contended(List.of("org2"))).isEmpty();
            assertThat(one.contended(List.of("org2"))).containsOnlyKeys("org2");
        }
    }
}
