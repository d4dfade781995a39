package io.costflow.serve.answer;

import io.costflow.database.Database;
import io.costflow.database.SqlStates;
import io.costflow.provider.Providers;
import io.costflow.publish.StatementChains;
import io.costflow.publish.StatementChains.Chain;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.StatementKind;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the mode in which the statements of a chain are answered, from the first one to the last, whatever an operator changes meanwhile. */
final class KeptModes {

    private static final Logger LOG = LoggerFactory.getLogger(KeptModes.class);

    /** The end of the names of intermediate tables that are emptied by the month. */
    private static final String BY_MONTH = "_temp";

    private final Tenants tenants;

    KeptModes(Tenants tenants) {
        this.tenants = tenants;
    }

    /** The chain that a statement is part of; empty if it stands by itself. */
    Optional<Chain> chain(RecognisedStatement statement, String output, String source) throws SQLException {
        boolean linked = switch (statement.kind()) {
            case DELETE_PARTITIONS, USAGE_INTERMEDIATE, PAIR_INTERMEDIATE, USAGE_SUMMARY, PROJECT_SUMMARY, PROJECT_COPY -> true;
            default -> false;
        };
        Optional<YearMonth> month = linked ? SummaryPeriod.month(statement) : Optional.empty();
        if (month.isEmpty() || tenants.source(statement.tenant(), source).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Chain(statement.tenant(), output, source, cluster(statement).orElse(source), month.get()));
    }

    private Optional<String> cluster(RecognisedStatement statement) throws SQLException {
        for (String column : statement.conditions().columns()) {
            for (String value : statement.conditions().values(column)) {
                if (tenants.source(statement.tenant(), value).map(SourceSettings::clusterId).isPresent()) {
                    return Optional.of(value);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The mode of a statement of a chain.
     *
     * @param now the mode of the output now, which holds where no mode can be kept
     * @throws SQLException if the database is away, so that it cannot say how the chain began
     */
    SourceMode mode(Chain chain, RecognisedStatement statement, SourceMode now) throws SQLException {
        boolean first = statement.kind() == StatementKind.DELETE_PARTITIONS && !statement.target().table().endsWith(BY_MONTH);
        Set<LocalDate> firstOf = first ? Set.copyOf(statement.conditions().daysOfMonth()) : Set.of();
        try {
            return tenants.run(connection -> StatementChains.mode(connection, chain, firstOf, now));
        } catch (SQLException e) {
            if (SqlStates.classOf(e).passes()) {
                throw e;
            }
            warn(e);
            return now;
        }
    }

    /** A summary of the chain was answered. */
    void answered(Chain chain, String table) {
        int tables = Providers.output(chain.output()).tables().size();
        run(connection -> {
            StatementChains.answered(connection, chain, table, tables);
            return true;
        });
    }

    /** A summary of the chain has failed. */
    void failed(Chain chain) {
        run(connection -> {
            StatementChains.end(connection, chain);
            return true;
        });
    }

    private void run(Database.Query<Boolean> query) {
        try {
            tenants.run(query);
        } catch (SQLException e) {
            warn(e);
        }
    }

    private static void warn(SQLException problem) {
        LOG.warn("The mode of a chain of statements is not kept: {}", SqlStates.message(problem));
    }
}
