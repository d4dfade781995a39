package io.costflow.serve.answer;

import io.costflow.database.SqlStates;
import io.costflow.publish.SourceModes;
import io.costflow.publish.StatementChains.Chain;
import io.costflow.serve.protocol.Answer;
import io.costflow.serve.protocol.ClientStatement;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.ResultColumn;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.serve.protocol.StatementRouter;
import io.costflow.serve.protocol.TrinoType;
import io.costflow.serve.query.Untranslatable;
import io.costflow.serve.statement.Recognition;
import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.SessionStatements;
import io.costflow.serve.statement.SessionStatements.Asked;
import io.costflow.serve.statement.StatementKind;
import io.costflow.serve.statement.SyntaxException;
import io.costflow.serve.statement.TableName;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who answers a statement, by what it asks for and by who writes the output that it is about, and answers what is Costflow's. */
final class Router implements StatementRouter {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private static final String DEFAULT_CATALOG = TableName.LAKE;
    private static final String HERE = "costflow";
    private static final String TRINO = "trino";

    /** Shorter than the 30 s after which koku's client sends a request again. */
    private static final Duration OUTAGE = Duration.ofSeconds(15);

    private static final long OUTAGE_PAUSE = 500;

    private final SessionStatements statements;
    private final Recognition recognition;
    private final Tenants tenants;
    private final LakeMetadata metadata;
    private final Questions questions;
    private final OtherQuestions others;
    private final SummaryRequests requests;
    private final AddedCosts costs;
    private final StatementLog log;
    private final boolean hasTrino;
    private final Optional<KeepWarm> keepWarm;
    private final KeptModes kept;

    /** The forms, and the outputs without a Trino, that the log has named. */
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    Router(
            SessionStatements statements, Recognition recognition, Tenants tenants, LakeMetadata metadata, Questions questions, OtherQuestions others, SummaryRequests requests, AddedCosts costs,
            StatementLog log, boolean hasTrino, Optional<KeepWarm> keepWarm) {
        this.statements = statements;
        this.recognition = recognition;
        this.tenants = tenants;
        this.metadata = metadata;
        this.questions = questions;
        this.others = others;
        this.requests = requests;
        this.costs = costs;
        this.log = log;
        this.hasTrino = hasTrino;
        this.keepWarm = keepWarm;
        this.kept = new KeptModes(tenants);
    }

    @Override
    public Route route(ClientStatement client) throws InterruptedException {
        String catalog = client.catalog() == null ? DEFAULT_CATALOG : client.catalog();
        String schema = client.schema() == null ? "default" : client.schema();
        RecognisedStatement statement;
        try {
            Asked asked = statements.unwrap(client.text(), client.prepared());
            if (!(asked instanceof Asked.Run) && !(hasTrino && SessionAnswers.isOfProperties(asked))) {
                return new Route.Here(id -> SessionAnswers.answer(asked));
            }
            if (!(asked instanceof Asked.Run)) {
                return passOn(StatementKind.OTHER_READ, "", client.schema(), TRINO);
            }
            statement = recognition.recognise(((Asked.Run) asked).statement(), catalog, schema);
        } catch (SyntaxException e) {
            return unreadable(client, new StatementFailure(code(e.problem()), e.getMessage(), e.line(), e.column(), e));
        } catch (StackOverflowError e) {
            return unreadable(client, tooDeep(e));
        }
        return patiently(client, statement, schema);
    }

    private static ErrorCode code(SyntaxException.Problem problem) {
        return switch (problem) {
            case SYNTAX -> ErrorCode.SYNTAX_ERROR;
            case NOT_PREPARED -> ErrorCode.NOT_FOUND;
            case PARAMETERS -> ErrorCode.INVALID_PARAMETER_USAGE;
        };
    }

    private Route unreadable(ClientStatement client, StatementFailure reason) {
        return hasTrino ? passOn(StatementKind.UNREADABLE, "", client.schema(), TRINO) : new Route.Here(id -> fail(reason));
    }

    private static StatementFailure tooDeep(Throwable reason) {
        return new StatementFailure(
                ErrorCode.STACK_OVERFLOW, "The statement is nested too deeply for Costflow, and there is no Trino behind (serve.trino.url) to pass it on to.",
                reason);
    }

    /** While the database is away, it is waited for, but not for so long that a client gives its request up. */
    private Route patiently(ClientStatement client, RecognisedStatement statement, String schema) throws InterruptedException {
        long until = System.nanoTime() + OUTAGE.toNanos();
        while (true) {
            try {
                return route(client, statement, schema);
            } catch (SQLException e) {
                String reason = "PostgreSQL does not say who writes this source: " + SqlStates.message(e);
                if (!SqlStates.classOf(e).passes()) {
                    LOG.warn("Who writes {} cannot be read: {}", statement.tenant(), SqlStates.message(e));
                    return new Route.Here(id -> fail(new StatementFailure(ErrorCode.JDBC_ERROR, reason, e)));
                }
                if (System.nanoTime() > until) {
                    return new Route.Unavailable(reason);
                }
                Thread.sleep(OUTAGE_PAUSE);
            }
        }
    }

    private Route route(ClientStatement client, RecognisedStatement statement, String schema) throws SQLException {
        Optional<String> output = AskedOutput.of(statement);
        Optional<String> source = source(statement, output);
        SourceMode now = mode(statement, output, source);
        Optional<Chain> chain = hasTrino && now != SourceMode.REFUSE && output.isPresent() && source.isPresent() ? kept.chain(statement, output.get(), source.get()) : Optional.empty();
        SourceMode mode = chain.isPresent() ? kept.mode(chain.get(), statement, now) : now;
        if (mode == SourceMode.REFUSE) {
            return here(statement, mode, id -> fail(new StatementFailure(
                    ErrorCode.NOT_SUPPORTED, "The source " + source.orElse("") + " is in mode refuse (maintenance): costflow_source says so. Try again later.")));
        }
        if (mode.isWrittenByTrino() && !hasTrino && writes(statement.kind())) {
            return refuseWithoutTrino(statement, mode, output.orElse(""), source.orElse(""));
        }
        boolean ours = mode == SourceMode.COSTFLOW || !hasTrino;
        return switch (statement.kind().group()) {
            case METADATA -> ours || statement.kind() == StatementKind.PROBE
                    ? warm(client, statement, here(statement, mode, id -> metadata(statement, schema)))
                    : passOnMetadata(statement, mode, source, schema);
            case INTERMEDIATE -> ours
                    ? warm(client, statement, here(statement, mode, id -> Answer.counted("INSERT", 0, List.of())))
                    : passOn(statement, mode);
            case SUMMARY -> {
                if (mode == SourceMode.COSTFLOW) {
                    yield here(statement, mode, id -> ensure(id, statement, output, source, chain));
                }
                yield passOnSummary(statement, mode, chain);
            }
            case QUESTION -> ours ? here(statement, mode, id -> questions.answer(statement)) : passOnOrRefuse(statement, mode);
            case COST_MODEL -> mode == SourceMode.COSTFLOW ? here(statement, mode, true, id -> add(id, statement, source)) : passOnOrRefuse(statement, mode);
            case OTHER -> {
                report(statement);
                yield ours && statement.kind() == StatementKind.OTHER_READ ? other(client, statement, mode, schema) : passOnOrRefuse(statement, mode);
            }
        };
    }

    private static boolean writes(StatementKind kind) {
        return kind.changesTables() || kind == StatementKind.OTHER_WRITE || kind.group() == StatementKind.Group.SUMMARY || kind.group() == StatementKind.Group.COST_MODEL;
    }

    /** Refuses what Trino is to write, where none is behind: a row of the modes may be newer than the start of the endpoint. */
    private Route refuseWithoutTrino(RecognisedStatement statement, SourceMode mode, String output, String source) {
        String modes = statement.tenant() + "." + SourceModes.NAME;
        String reason = "The output " + output + " of the source " + source + " is in mode " + mode.text() + ", in which Trino answers, but there is no Trino behind (serve.trino.url)."
                + " Set serve.trino.url and restart the endpoint, or change the mode in " + modes + " to costflow; without a row there, serve.mode holds.";
        if (reported.add(source + " " + output + " " + mode.text())) {
            LOG.warn("A statement is refused: {}", reason);
        }
        return here(statement, mode, id -> fail(new StatementFailure(ErrorCode.NOT_SUPPORTED, reason)));
    }

    /** What reads and is not koku's is answered as far as it means the same in Flink SQL. */
    private Route other(ClientStatement client, RecognisedStatement statement, SourceMode mode, String schema) {
        try {
            OtherQuestions.Prepared prepared = others.prepare(client, client.catalog() == null ? DEFAULT_CATALOG : client.catalog(), schema);
            return here(statement, mode, id -> prepared.answer());
        } catch (Untranslatable e) {
            return hasTrino
                    ? passOn(statement, mode)
                    : here(statement, mode, id -> fail(new StatementFailure(
                            e.code(), e.getMessage() + (e.mayBeOfTrino()
                                    ? " There is no Trino behind (serve.trino.url) to pass the statement on to (fingerprint " + statement.fingerprint() + ")." : ""),
                            e.line(), e.column(), e)));
        } catch (SyntaxException | StackOverflowError e) {
            // it was parsed before, with more room on the stack
            return hasTrino ? passOn(statement, mode) : here(statement, mode, id -> fail(tooDeep(e)));
        } catch (CatalogException e) {
            return here(statement, mode, id -> fail(new StatementFailure(ErrorCode.JDBC_ERROR, e.getMessage(), e)));
        }
    }

    /** Who writes what the statement is about. What names no source is Costflow's when everything of the tenant is. */
    private SourceMode mode(RecognisedStatement statement, Optional<String> output, Optional<String> source) throws SQLException {
        if (source.isPresent() && output.isPresent()) {
            return tenants.mode(statement.tenant(), source.get(), output.get());
        }
        return !hasTrino || tenants.isWritten(statement.tenant()) ? SourceMode.COSTFLOW : SourceMode.TRINO;
    }

    /** The source whose output it is: of OpenShift on a cloud, the cloud's. */
    private Optional<String> source(RecognisedStatement statement, Optional<String> output) throws SQLException {
        boolean ofCloud = output.isPresent() && !AskedOutput.isOfCluster(output.get());
        Optional<String> any = Optional.empty();
        for (String column : List.of("source", "source_uuid", "ocp_source", "uuid")) {
            for (String value : statement.conditions().values(column)) {
                Optional<SourceSettings> known = tenants.source(statement.tenant(), value);
                if (known.isPresent() && (known.get().clusterId() == null) == ofCloud) {
                    return Optional.of(value);
                }
                any = any.isPresent() || known.isEmpty() ? any : Optional.of(value);
            }
        }
        return ofCloud ? Optional.empty() : any;
    }

    private Route warm(ClientStatement client, RecognisedStatement statement, Route route) {
        boolean changes = statement.kind().changesTables();
        if (changes && keepWarm.isPresent()) {
            keepWarm.get().say(client, reason -> missed(statement, reason));
        } else if (changes) {
            missed(statement, null);
        }
        return route;
    }

    /** Trino's tables lack what the statement does: a way back has to know since when. */
    private void missed(RecognisedStatement statement, String reason) {
        log.add(statement.tenant(), statement.kind().text(), statement.fingerprint(), SourceMode.COSTFLOW.text(), StatementLog.MISSED, 0, reason);
    }

    private Answer metadata(RecognisedStatement statement, String schema) throws Exception {
        return switch (statement.kind()) {
            case PROBE -> Answer.rows(List.of(new ResultColumn("_col0", TrinoType.INTEGER)), List.of(List.<Object>of(1)));
            case SHOW_CATALOGS -> metadata.catalogs();
            case SHOW_SCHEMAS -> metadata.schemas(statement);
            case SHOW_TABLES -> metadata.tables(statement, schema);
            case CREATE_SCHEMA -> Answer.done("CREATE SCHEMA");
            case CREATE_TABLE -> Answer.done("CREATE TABLE");
            case DROP_TABLE -> Answer.done("DROP TABLE");
            case ALTER_TABLE -> Answer.done(statement.tree().is("AddColumn") ? "ADD COLUMN" : "DROP COLUMN");
            case SYNC_PARTITIONS -> Answer.done("CALL");
            case PARTITION_COUNT -> metadata.partitions(statement);
            case EXPIRED_PARTITIONS -> Answer.rows(
                    List.of(new ResultColumn("year", TrinoType.VARCHAR), new ResultColumn("month", TrinoType.VARCHAR), new ResultColumn("source", TrinoType.VARCHAR)),
                    List.of());
            case DELETE_PARTITIONS -> Answer.counted("DELETE", 0, List.of());
            default -> throw new IllegalStateException(statement.kind().text());
        };
    }

    /** What reads and names no source is about the lake, which answers if Trino fails. */
    private Route passOnMetadata(RecognisedStatement statement, SourceMode mode, Optional<String> source, String schema) {
        Route.PassOn passed = passOn(statement, mode);
        if (source.isPresent() || statement.kind().changesTables()) {
            return passed;
        }
        return new Route.PassOn(passed.answered(), Optional.of(here(statement, mode, id -> metadata(statement, schema)).question()));
    }

    /** A summary of a chain is answered when Trino has taken it, and not yet when it is sent again because Trino was away. */
    private Route passOnSummary(RecognisedStatement statement, SourceMode mode, Optional<Chain> chain) {
        Route.PassOn passed = passOn(statement, mode);
        return chain.isEmpty() ? passed : new Route.PassOn(status -> {
            passed.answered().accept(status);
            if (status == 200) {
                kept.answered(chain.get(), statement.target().table());
            }
        });
    }

    private Answer ensure(String id, RecognisedStatement statement, Optional<String> output, Optional<String> source, Optional<Chain> chain)
            throws StatementFailure, InterruptedException {
        try {
            Answer answer = ensure(id, statement, output, source);
            chain.ifPresent(answered -> kept.answered(answered, statement.target().table()));
            return answer;
        } catch (StatementFailure | InterruptedException e) {
            chain.ifPresent(kept::failed);
            throw e;
        }
    }

    private Answer ensure(String id, RecognisedStatement statement, Optional<String> output, Optional<String> source) throws StatementFailure, InterruptedException {
        if (output.isEmpty() || source.isEmpty()) {
            throw withoutSource();
        }
        SummaryPeriod period;
        if (statement.kind() == StatementKind.EC2_SUMMARY) {
            YearMonth month = SummaryPeriod.month(statement).orElseThrow(Router::withoutDays);
            period = SummaryPeriod.of(month);
        } else {
            period = SummaryPeriod.of(statement).orElseThrow(Router::withoutDays);
        }
        if (period.from().isAfter(period.to())) {
            return Answer.counted("INSERT", 0, List.of()); // no row fulfils such conditions
        }
        if (period.isBeforeInvoice(statement)) {
            if (!period.overlaps(tenants.window())) {
                return Answer.counted("INSERT", 0, List.of());
            }
            period = period.within(tenants.window());
        }
        return answer(requests.ensure(id, statement.tenant(), source.get(), output.get(), statement.target().table(), period.from(), period.to()));
    }

    private Answer add(String id, RecognisedStatement statement, Optional<String> source) throws StatementFailure, InterruptedException {
        if (source.isEmpty()) {
            throw withoutSource();
        }
        return answer(costs.add(id, statement, source.get()));
    }

    private static StatementFailure withoutSource() {
        return new StatementFailure(ErrorCode.NOT_SUPPORTED, "The statement has a known form, but its conditions name no source that is configured.");
    }

    private static Answer answer(SummaryRequests.Ensured ensured) {
        return Answer.counted("INSERT", ensured.rows(), ensured.warning() == null ? List.of() : List.of(ensured.warning()));
    }

    private static StatementFailure withoutDays() {
        return new StatementFailure(ErrorCode.NOT_SUPPORTED, "The statement has a known form, but its conditions name no days.");
    }

    private void report(RecognisedStatement statement) {
        if (reported.add(statement.fingerprint())) {
            LOG.warn("A statement was not recognised; ./costflow statements lists its form, {}: {} of {}", statement.fingerprint(), statement.tree().kind(),
                    statement.target() == null ? statement.tables() : statement.target());
        }
    }

    private Route passOnOrRefuse(RecognisedStatement statement, SourceMode mode) {
        if (hasTrino) {
            return passOn(statement, mode);
        }
        String about = statement.target() != null ? "writes " + statement.target() : statement.tables().isEmpty() ? "reads no table" : "reads " + statement.tables().get(0);
        String reason = statement.kind().group() == StatementKind.Group.OTHER
                ? "Costflow does not know this form of a statement (" + statement.tree().kind() + ", fingerprint " + statement.fingerprint() + "), which " + about
                : "Costflow does not answer statements of the kind " + statement.kind().text() + " yet (fingerprint " + statement.fingerprint() + "), and this one " + about;
        return here(statement, mode, id -> fail(new StatementFailure(ErrorCode.NOT_SUPPORTED, reason + ", and there is no Trino behind (serve.trino.url) to pass it on to.")));
    }

    private static Answer fail(StatementFailure failure) throws StatementFailure {
        throw failure;
    }

    private Route.Here here(RecognisedStatement statement, SourceMode mode, Question question) {
        return here(statement, mode, false, question);
    }

    private Route.Here here(RecognisedStatement statement, SourceMode mode, boolean addsRows, Question question) {
        return new Route.Here(id -> {
            long begun = System.nanoTime();
            Consumer<String> ended = error -> log.add(
                    statement.tenant(), statement.kind().text(), statement.fingerprint(), mode.text(), HERE, seconds(begun), error);
            try {
                Answer answer = question.answer(id);
                if (answer.rows() instanceof AutoCloseable) {
                    return answer.withRows(new CountedRows(answer.rows(), ended));
                }
                ended.accept(null);
                return answer;
            } catch (Exception | Error e) {
                ended.accept(e.getMessage());
                throw e;
            }
        }, addsRows);
    }

    private Route.PassOn passOn(RecognisedStatement statement, SourceMode mode) {
        return passOn(statement.kind(), statement.fingerprint(), statement.tenant(), mode.text());
    }

    private Route.PassOn passOn(StatementKind kind, String fingerprint, String tenant, String mode) {
        long begun = System.nanoTime();
        return new Route.PassOn(status -> log.add(
                tenant, kind.text(), fingerprint, mode, TRINO, seconds(begun), status == 200 ? null : "Trino answered with status " + status + "."));
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    @Override
    public Optional<Question> resume(String statementId) {
        return requests.find(statementId).map(waiting -> id -> answer(waiting.await()));
    }
}
