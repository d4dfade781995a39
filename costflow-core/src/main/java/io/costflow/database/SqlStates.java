package io.costflow.database;

import static io.costflow.database.SqlErrorClass.LOGIN;
import static io.costflow.database.SqlErrorClass.MISSING;
import static io.costflow.database.SqlErrorClass.OUTAGE;
import static io.costflow.database.SqlErrorClass.REFUSED;
import static io.costflow.database.SqlErrorClass.TRANSIENT;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * Decides what an error of PostgreSQL means: every class of appendix A of its documentation, and each code of a class that is not like the rest of it. The
 * longest prefix counts. {@code docs/postgresql-errors.md} is generated from this table.
 */
public final class SqlStates {

    private static final String TRANSACTION_POOLER = "A pooler hands the connection to others between transactions; set database.pooler to transaction.";
    private static final String CORRECT_DATA = "Correct the data, or the table's definition.";
    private static final String SEE_TO_TRIGGER = "A trigger or function of the table refuses the row; see to it.";
    private static final String SEE_TO_SERVER = "See to the database server.";
    private static final String REPORT = "This is an error in Costflow, or the table is not koku's; report it.";

    /** What is not in the table, such as a code of an extension. */
    private static final SqlState OTHER = new SqlState("", "any other code", REFUSED, "Look the code up in the documentation of the extension that raises it.");

    private static final List<SqlState> TABLE = List.of(
            new SqlState("01", "Warning", REFUSED, REPORT),
            new SqlState("02", "No Data", REFUSED, REPORT),
            new SqlState("03", "SQL Statement Not Yet Complete", REFUSED, REPORT),
            new SqlState("08", "Connection Exception", OUTAGE, "Check the server, the network, and the pooler between, if there is one."),
            new SqlState("09", "Triggered Action Exception", REFUSED, SEE_TO_TRIGGER),
            new SqlState("0A", "Feature Not Supported", REFUSED, REPORT),
            new SqlState("0B", "Invalid Transaction Initiation", REFUSED, REPORT),
            new SqlState("0F", "Locator Exception", REFUSED, REPORT),
            new SqlState("0L", "Invalid Grantor", REFUSED, REPORT),
            new SqlState("0P", "Invalid Role Specification", MISSING, "A role that is used does not exist; restore it."),
            new SqlState("0Z", "Diagnostics Exception", REFUSED, SEE_TO_TRIGGER),
            new SqlState("20", "Case Not Found", REFUSED, SEE_TO_TRIGGER),
            new SqlState("21", "Cardinality Violation", REFUSED, CORRECT_DATA),
            new SqlState("22", "Data Exception", REFUSED, CORRECT_DATA),
            new SqlState("23", "Integrity Constraint Violation", REFUSED, CORRECT_DATA),
            new SqlState("24", "Invalid Cursor State", REFUSED, REPORT),
            new SqlState("25", "Invalid Transaction State", TRANSIENT, "The server ended the transaction; check its limits on transactions."),
            new SqlState("25006", "read_only_sql_transaction", OUTAGE,
                    "The server is a standby, or is set to be read only; point database.url to the primary, or end the maintenance."),
            new SqlState("26", "Invalid SQL Statement Name", TRANSIENT, TRANSACTION_POOLER),
            new SqlState("27", "Triggered Data Change Violation", REFUSED, SEE_TO_TRIGGER),
            new SqlState("28", "Invalid Authorization Specification", LOGIN, "Correct the password, or the server's pg_hba.conf."),
            new SqlState("2B", "Dependent Privilege Descriptors Still Exist", REFUSED, REPORT),
            new SqlState("2D", "Invalid Transaction Termination", REFUSED, SEE_TO_TRIGGER),
            new SqlState("2F", "SQL Routine Exception", REFUSED, SEE_TO_TRIGGER),
            new SqlState("34", "Invalid Cursor Name", TRANSIENT, TRANSACTION_POOLER),
            new SqlState("38", "External Routine Exception", REFUSED, SEE_TO_TRIGGER),
            new SqlState("39", "External Routine Invocation Exception", REFUSED, SEE_TO_TRIGGER),
            new SqlState("3B", "Savepoint Exception", REFUSED, REPORT),
            new SqlState("3D", "Invalid Catalog Name", LOGIN, "The database does not exist; restore it, or correct database.url."),
            new SqlState("3F", "Invalid Schema Name", MISSING, "The tenant's schema does not exist; restore it, or take the tenant's sources out."),
            new SqlState("40", "Transaction Rollback", TRANSIENT, "Another session was in the way; see which ones write the same tables."),
            new SqlState("42", "Syntax Error or Access Rule Violation", MISSING,
                    "Something is missing that ./costflow doctor finds: run koku's migrations, or the statements that the doctor names."),
            new SqlState("42501", "insufficient_privilege", MISSING,
                    "The role lacks a right: grant it; ./costflow doctor names the statement. It may be taken away on purpose while koku migrates its tables."),
            new SqlState("42P01", "undefined_table", MISSING, "A table is missing: run koku's migrations, or restore it under its name."),
            new SqlState("42P05", "duplicate_prepared_statement", TRANSIENT, TRANSACTION_POOLER),
            new SqlState("44", "WITH CHECK OPTION Violation", REFUSED, CORRECT_DATA),
            new SqlState("53", "Insufficient Resources", OUTAGE, "Give the server disk, memory or connections, or raise its limits."),
            new SqlState("54", "Program Limit Exceeded", REFUSED, "A value is too large for an index of the table, or for PostgreSQL; correct the data, or drop the index."),
            new SqlState("55", "Object Not In Prerequisite State", TRANSIENT, "Another session uses the table; end it, or wait for it."),
            new SqlState("55P03", "lock_not_available", TRANSIENT, "Another session holds a lock for longer than lock_timeout; ./costflow doctor names it."),
            new SqlState("57", "Operator Intervention", TRANSIENT, "The statement was canceled; see by whom."),
            new SqlState("57014", "query_canceled", TRANSIENT, "The statement took longer than statement_timeout, or was canceled; raise the limit for the role."),
            new SqlState("57P", "Operator Intervention: shutdown", OUTAGE, SEE_TO_SERVER),
            new SqlState("58", "System Error", OUTAGE, SEE_TO_SERVER),
            new SqlState("72", "Snapshot Failure", TRANSIENT, "Raise old_snapshot_threshold."),
            new SqlState("F0", "Configuration File Error", OUTAGE, SEE_TO_SERVER),
            new SqlState("HV", "Foreign Data Wrapper Error", REFUSED, "See to the foreign server that the table is kept on."),
            new SqlState("P0", "PL/pgSQL Error", REFUSED, SEE_TO_TRIGGER),
            new SqlState("XX", "Internal Error", REFUSED, "The table or an index may be damaged; see to the database server and its log."));

    private SqlStates() {}

    /** Returns the table, in the order of the codes. */
    public static List<SqlState> table() {
        return TABLE;
    }

    /** Returns the row that an error belongs to. */
    public static SqlState of(SQLException failure) {
        return of(code(failure));
    }

    /** Returns the row that a code belongs to. */
    public static SqlState of(String code) {
        return TABLE.stream().filter(state -> code.startsWith(state.prefix())).max(Comparator.comparingInt(state -> state.prefix().length())).orElse(OTHER);
    }

    /** Returns what is done about an error. */
    public static SqlErrorClass classOf(SQLException failure) {
        return of(failure).errorClass();
    }

    /** Returns the SQLSTATE of an error, which is empty where the driver gives none. */
    public static String code(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }

    /**
     * Says what the server said, without the values of the row that it was about: the server repeats them in details, and in the messages about a row. Names and
     * amounts of a tenant do not belong into a log.
     */
    public static String message(SQLException failure) {
        return switch (of(failure).errorClass()) {
            case OUTAGE, LOGIN, TRANSIENT, MISSING -> ServerWords.of(failure) + " [SQLSTATE " + code(failure) + "]";
            case REFUSED -> RefusalNames.of(code(failure)) + " [SQLSTATE " + code(failure) + "]";
        };
    }
}
