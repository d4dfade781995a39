package io.costflow.reference;

import io.costflow.database.TableRights;
import io.costflow.settings.SourceSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The sources that koku is summarising now, as its manifests say: a summary has a start that no end and no failure follows. Rows that are put back while one is
 * under way would be deleted again, or stand beside its own.
 */
public final class RunningSummaries {

    /** A worker that was killed leaves a start alone; koku itself takes a task for lost after five hours. */
    private static final String STARTED = """
            select distinct provider_id::text from public.reporting_common_costusagereportmanifest
            where (state -> 'summary' ->> 'start')::timestamptz > now() - interval '5 hours'
                and (state -> 'summary' ->> 'start')::timestamptz > coalesce(greatest(
                    (state -> 'summary' ->> 'end')::timestamptz, (state -> 'summary' ->> 'failed')::timestamptz), '-infinity')""";

    private final Set<String> sources;

    private RunningSummaries(Set<String> sources) {
        this.sources = Set.copyOf(sources);
    }

    /** What koku's manifests say; nothing where they cannot be read. */
    public static RunningSummaries read(Connection connection) throws SQLException {
        Set<String> sources = new HashSet<>();
        if (!TableRights.isReadable(connection, "public", "reporting_common_costusagereportmanifest")) {
            return new RunningSummaries(sources);
        }
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(STARTED)) {
            while (rows.next()) {
                sources.add(rows.getString(1));
            }
        }
        return new RunningSummaries(sources);
    }

    /** Whether a source's rows may be about to change: it is being summarised, or, of a cloud source, a cluster that runs on it is. */
    public boolean concern(String source, Collection<SourceSettings> all) {
        return sources.contains(source)
                || all.stream().anyMatch(cluster -> Objects.equals(cluster.infrastructure(), source) && sources.contains(cluster.uuid()));
    }
}
