package io.costflow.reference;

import io.costflow.database.Database;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads the reference data of all tenants that have sources. */
public final class ReferenceCatalog implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Settings settings;

    public ReferenceCatalog(Settings settings) {
        this.settings = settings;
    }

    /** One complete snapshot per tenant, all of the same instant. An outage of the database is waited for. */
    public List<ReferenceSnapshot> read() throws IOException, InterruptedException {
        return new Database(settings.database()).read(this::snapshots);
    }

    /** The same, but an outage is not waited for. */
    List<ReferenceSnapshot> readAtOnce() throws IOException {
        return new Database(settings.database()).readAtOnce(this::snapshots);
    }

    private List<ReferenceSnapshot> snapshots(Connection connection) throws SQLException {
        return snapshots(connection, SourceDirectory.sources(settings, connection));
    }

    /** One complete snapshot per tenant of the sources. */
    public static List<ReferenceSnapshot> snapshots(Connection connection, List<SourceSettings> sources) throws SQLException {
        long revision = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        List<ReferenceSnapshot> snapshots = new ArrayList<>();
        for (String tenant : sources.stream().map(SourceSettings::tenant).distinct().sorted().toList()) {
            snapshots.add(ReferenceReader.read(connection, tenant, revision));
        }
        return snapshots;
    }
}
