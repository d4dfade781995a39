package io.costflow.job;

import io.costflow.demo.KokuDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Which transaction wrote each row of the summary and of the status table: PostgreSQL gives a row that is written again another xmin. */
final class RowVersions {

    private static final String QUERY = """
            select 'summary ' || usage_start || ' ' || uuid || ' ' || xmin from %1$s.reporting_ocpusagelineitem_daily_summary
            union all
            select 'status ' || source_uuid || ' ' || usage_start || ' ' || xmin from %1$s.costflow_day
            order by 1""";

    private RowVersions() {}

    static List<String> of(KokuDatabase database, String tenant) throws SQLException {
        return query(database, QUERY.formatted(tenant));
    }

    /** The first column of a query, as text. */
    static List<String> query(KokuDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
