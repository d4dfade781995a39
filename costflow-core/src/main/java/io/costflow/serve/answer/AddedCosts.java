package io.costflow.serve.answer;

import io.costflow.costmodel.CostModelStatements;
import io.costflow.costmodel.CostRow;
import io.costflow.costmodel.CostRowWriter;
import io.costflow.costmodel.MachineClaim;
import io.costflow.costmodel.Scope;
import io.costflow.provider.Providers;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.OwnTables;
import io.costflow.publish.RequestTable;
import io.costflow.publish.Table;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.StatementKind;
import io.costflow.serve.statement.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * Answers inserts of costs and of states of virtual machines: it ensures the facts of the month and adds what they give, once for each statement, as one transaction
 * with its mark in {@code costflow_request}.
 */
final class AddedCosts {

    private static final String ASKED_BY = "costflow serve";

    /** What is added to the statement's id to name its request for facts. */
    private static final String OF_FACTS = " facts";

    private static final String MACHINES_REPORTED = "openshift_vm_usage_line_items";

    private interface Addition {
        int add(Connection connection) throws SQLException;
    }

    private final TableRequests requests;
    private final Tenants tenants;

    AddedCosts(TableRequests requests, Tenants tenants) {
        this.requests = requests;
        this.tenants = tenants;
    }

    SummaryRequests.Ensured add(String statementId, RecognisedStatement statement, String source) throws StatementFailure, InterruptedException {
        SummaryPeriod period = period(statement);
        Addition addition = statement.kind() == StatementKind.VM_STATES ? machines(statement, source, period) : costs(statement, source);
        String warning = null;
        if (statement.tables().stream().anyMatch(table -> table.catalog().equals(TableName.LAKE))) {
            SummaryPeriod month = SummaryPeriod.of(YearMonth.from(period.from())); // what a machine was last concerns all days of its month
            SummaryPeriod facts = month.within(tenants.window()).with(period);
            warning = requests.ensure(statementId + OF_FACTS, statement.tenant(), source, AskedOutput.FACTS, null, facts.from(), facts.to()).warning();
        }
        return new SummaryRequests.Ensured(requests.run(connection -> addOnce(connection, statementId, statement, source, period, addition)), warning);
    }

    /** The days in a statement's conditions; of a statement that names only a month, the days of the month that the job has. */
    private SummaryPeriod period(RecognisedStatement statement) throws StatementFailure {
        return SummaryPeriod.of(statement)
                .or(() -> SummaryPeriod.month(statement).map(month -> SummaryPeriod.of(month).within(tenants.window())))
                .orElseThrow(() -> new StatementFailure(ErrorCode.NOT_SUPPORTED, "The statement has a known form, but its conditions name no days."));
    }

    private static Addition costs(RecognisedStatement statement, String source) throws StatementFailure {
        CostParameters.Costs costs = CostParameters.of(statement, source);
        return connection -> {
            List<CostRow> rows = new CostModelStatements(connection, statement.tenant()).rows(costs.statement(), costs.scope()).stream().filter(costs::has).toList();
            return new CostRowWriter(connection, statement.tenant()).insert(statement.target().table(), costs.scope(), rows);
        };
    }

    private static Addition machines(RecognisedStatement statement, String source, SummaryPeriod period) {
        boolean reported = statement.tables().stream().anyMatch(table -> table.table().equals(MACHINES_REPORTED));
        Scope scope = new Scope(source, period.from(), period.to(), 0, null, null);
        return connection -> {
            CostModelStatements statements = new CostModelStatements(connection, statement.tenant());
            List<MachineClaim> machines = reported ? statements.machinesByReport(scope) : statements.machinesByPods(scope);
            return new CostRowWriter(connection, statement.tenant()).insertMachines(statement.target().table(), machines);
        };
    }

    /** Adds rows unless the statement has added them already, also in another process or before a connection broke. */
    private static long addOnce(
            Connection connection, String statementId, RecognisedStatement statement, String source, SummaryPeriod period, Addition addition) throws SQLException {
        String tenant = statement.tenant();
        UUID id = TableRequests.idOf(statementId);
        connection.setAutoCommit(false);
        RequestTable.create(connection, tenant);
        for (Table<?> facts : Providers.output(AskedOutput.FACTS).tables()) { // where there were no days with files, nothing has created them
            OwnTables.create(connection, tenant, facts);
        }
        boolean first = RequestTable.mark(
                connection, tenant, id, statementId, source, AskedOutput.FACTS, statement.target().table(), period.from(), period.to(), ASKED_BY);
        if (!first) {
            connection.commit();
            return RequestTable.find(connection, tenant, id).map(EnsureRequest::rows).orElse(0L);
        }
        int rows = addition.add(connection);
        RequestTable.countMarked(connection, tenant, id, rows);
        connection.commit();
        return rows;
    }
}
