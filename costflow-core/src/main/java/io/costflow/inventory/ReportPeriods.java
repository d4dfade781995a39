package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.database.SqlName;
import io.costflow.day.LakeFile;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import io.costflow.publish.AdvisoryLock;
import io.costflow.reference.ReferenceReader;
import io.costflow.retry.Retry;
import io.costflow.settings.DayRange;
import io.costflow.settings.Settings;
import io.costflow.settings.SourceSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the report periods that months of clusters with files do not have, as koku does when it ingests a month. A tenant where it cannot is named in the log;
 * its days are held back for want of a report period.
 */
public final class ReportPeriods {

    private static final Logger LOG = LoggerFactory.getLogger(ReportPeriods.class);

    private final Settings settings;
    private final Database database;
    private final LakeLayout layout;

    /** @param settings those of a run that creates report periods */
    public ReportPeriods(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
        this.layout = new LakeLayout(settings.lake().root());
    }

    /**
     * Creates what is missing now.
     *
     * @return how many report periods were created
     */
    public int create() throws IOException, InterruptedException {
        LakeFileSystem.reachFromJobManager(settings.lake());
        DayRange window = settings.window().on(LocalDate.now(ZoneOffset.UTC));
        List<SourceSettings> sources = database.read(connection -> Providers.directory().find(settings, connection).sources());
        int created = 0;
        for (SourceSettings source : sources) {
            if (!Providers.of(source).isCloud()) {
                created += create(source, window);
            }
        }
        return created;
    }

    private int create(SourceSettings cluster, DayRange window) throws IOException, InterruptedException {
        try {
            List<SourceMonth> missing = database.read(connection -> missing(connection, SourceMonth.of(cluster, window)));
            int created = 0;
            for (SourceMonth month : missing) {
                if (hasFiles(month)) {
                    created += Retry.within(settings.database().outageBudget(), "Creating the report period of " + month, () -> database.change(connection -> {
                        AdvisoryLock.takeOfInventory(connection, cluster.tenant());
                        return missing(connection, List.of(month)).isEmpty() ? 0 : insert(connection, month);
                    }));
                }
            }
            return created;
        } catch (IllegalStateException e) {
            LOG.warn("The report periods of {}/{} cannot be created: {}", cluster.tenant(), cluster.uuid(), e.getMessage());
            return 0;
        }
    }

    private static List<SourceMonth> missing(Connection connection, List<SourceMonth> months) throws SQLException {
        List<SourceMonth> missing = new ArrayList<>();
        for (SourceMonth month : months) {
            String query = "select from " + in(month) + " where provider_id = ? and " + ReferenceReader.REPORT_PERIOD_START + " = ?::timestamp at time zone 'UTC'";
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setObject(1, UUID.fromString(month.source().uuid()));
                statement.setString(2, month.month().atDay(1).toString());
                try (ResultSet rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        missing.add(month);
                    }
                }
            }
        }
        return missing;
    }

    private boolean hasFiles(SourceMonth month) throws IOException, InterruptedException {
        for (Report report : Providers.of(month.source()).reports()) {
            String folder = layout.folder(month.source().account(), report, month.source().uuid(), month.month());
            List<LakeFile> files = report.onlyForHours() ? List.of() : LakeLister.list(report, folder, settings.run().readBudget());
            if (!files.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static int insert(Connection connection, SourceMonth month) throws SQLException {
        String insert = "insert into " + in(month) + " (cluster_id, cluster_alias, report_period_start, report_period_end, provider_id)"
                + " values (?, ?, ?::timestamp at time zone 'UTC', ?::timestamp at time zone 'UTC', ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, month.source().clusterId());
            statement.setString(2, month.source().clusterAlias());
            statement.setString(3, month.month().atDay(1).toString());
            statement.setString(4, month.month().plusMonths(1).atDay(1).toString());
            statement.setObject(5, UUID.fromString(month.source().uuid()));
            return statement.executeUpdate();
        }
    }

    private static String in(SourceMonth month) {
        return SqlName.quoted(month.source().tenant(), ReferenceReader.REPORT_PERIODS);
    }
}
