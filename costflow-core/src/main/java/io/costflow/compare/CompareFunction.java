package io.costflow.compare;

import io.costflow.database.PostgresConnection;
import io.costflow.database.PostgresConnections;
import io.costflow.day.HeldBack;
import io.costflow.publish.DayMark;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.publish.Publication;
import io.costflow.publish.PublishInput;
import io.costflow.publish.StagedPeriods;
import io.costflow.publish.StagedRows;
import io.costflow.publish.Table;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The sink of a run that publishes nothing: stages the rows of days as they arrive and compares a day at its mark. */
final class CompareFunction extends ProcessFunction<PublishInput, DayReport> {

    private static final long serialVersionUID = 1L;

    private final DatabaseSettings settings;
    private final TheirRows theirs;
    private final double tolerance;
    private final String source;
    private final String folder;
    private final Publication.Tables tables;
    private transient Map<String, List<Table<?>>> byOutput;
    private transient PostgresConnection connections;
    private transient StagedPeriods staged;
    private transient Path file;

    /**
     * @param settings the database that the rows are compared in
     * @param theirs what they are compared with
     * @param tolerance by how much numbers may differ
     * @param source the UUID of the only source to compare, or null
     * @param folder where the comparisons are written to
     * @param tables the tables of the outputs that arrive here
     */
    CompareFunction(DatabaseSettings settings, TheirRows theirs, double tolerance, String source, Path folder, Publication.Tables tables) {
        this.settings = settings;
        this.theirs = theirs;
        this.tolerance = tolerance;
        this.source = source;
        this.folder = folder.toString();
        this.tables = tables;
    }

    @Override
    public void open(OpenContext context) {
        byOutput = tables.find();
        connections = PostgresConnections.to(settings);
        staged = new StagedPeriods();
        file = Path.of(folder, String.join("-", new TreeSet<>(byOutput.keySet())) + "-" + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public void processElement(PublishInput input, Context context, Collector<DayReport> reports) throws Exception {
        if (input.rows() != null) {
            staged.add(input.rows());
        } else {
            reports.collect(compare(input.mark()));
        }
    }

    private DayReport compare(DayMark mark) throws IOException {
        try (StagedRows rows = staged.take(mark)) {
            if (mark.heldBack() != null) {
                return report(mark, Outcome.HELD_BACK, mark.heldBack());
            }
            if (source == null || source.equals(mark.period().source())) {
                try {
                    compare(mark, rows);
                } catch (SQLException failure) {
                    return report(mark, Outcome.HELD_BACK, HeldBack.because("The rows of " + mark.period() + " cannot be compared: " + failure.getMessage()));
                }
            }
            return report(mark, Outcome.NOT_WRITTEN, null);
        }
    }

    private void compare(DayMark mark, StagedRows rows) throws SQLException, IOException {
        Connection connection = connections.getOrEstablishConnection();
        connection.setAutoCommit(false);
        try {
            for (Table<?> table : byOutput.get(mark.period().output())) {
                ComparisonFiles.append(file, new TableComparer(connection, theirs, tolerance).compare(mark.period(), mark.revision(), table, rows));
            }
        } finally {
            connection.rollback();
        }
    }

    private static DayReport report(DayMark mark, Outcome outcome, HeldBack heldBack) {
        return new DayReport(mark.period(), mark.revision(), outcome, mark.basis().rowsRead(), 0, 0, 0, heldBack);
    }

    @Override
    public void close() throws IOException {
        if (staged != null) {
            staged.close();
        }
        if (connections != null) {
            connections.closeConnection();
        }
    }
}
