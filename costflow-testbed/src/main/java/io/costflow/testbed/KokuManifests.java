package io.costflow.testbed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.UUID;

/** koku's manifests: the rows that it writes to PostgreSQL when it has processed the files of a delivery. */
public final class KokuManifests {

    private static final String PROCESSED =
            """
            with manifest as (
                insert into public.reporting_common_costusagereportmanifest
                    (assembly_id, creation_datetime, billing_period_start_datetime, num_total_files, provider_id, state)
                values (?, now(), ?::timestamp at time zone 'UTC', 1, ?::uuid,
                    jsonb_build_object('processing', jsonb_build_object('start', now(), 'end', now())))
                returning id)
            insert into public.reporting_common_costusagereportstatus (manifest_id, report_name, started_datetime, completed_datetime, status)
            select id, 'report.csv', now(), now(), 1 from manifest""";

    private KokuManifests() {}

    /** Records that all files of a delivery of a source have been processed. */
    public static void processed(KokuDatabase database, String source, YearMonth month) throws SQLException {
        try (Connection connection = database.connect(); PreparedStatement statement = connection.prepareStatement(PROCESSED)) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.setString(2, month.atDay(1).toString());
            statement.setString(3, source);
            statement.execute();
        }
    }
}
