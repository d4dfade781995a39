package io.costflow.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.costflow.settings.DatabaseSettings;
import io.costflow.testing.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the table is the one that an error belongs to which a real server raises. */
class SqlStatesTest {

    private static final String REFUSED_VALUE = "a customer";

    /** What makes the server raise an error; by the prefix of the row that it belongs to. */
    private static final Map<String, Raiser> RAISERS = raisers();

    private static DatabaseSettings database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = SharedServers.emptyDatabase();
    }

    private interface Raiser {
        void raise(DatabaseSettings database) throws SQLException;
    }

    private static Map<String, Raiser> raisers() {
        Map<String, Raiser> raisers = new TreeMap<>();
        // where nothing simple raises it, a function does
        Stream.of("01", "02", "03", "09", "0B", "0F", "0L", "0P", "24", "27", "38", "39", "57", "72", "F0", "HV", "XX").forEach(errorClass ->
                raisers.put(errorClass, sql("do $$ begin raise exception 'trouble' using errcode = '" + errorClass + "000'; end $$")));
        raisers.put("08", database -> DriverManager.getConnection("jdbc:postgresql://127.0.0.1:1/nothing", database.user(), null));
        raisers.put("0A", sql("select 1 union select 2 for update"));
        raisers.put("0Z", sql("do $$ declare t text; begin get stacked diagnostics t = message_text; end $$"));
        raisers.put("20", sql("do $$ begin case 1 when 2 then null; end case; end $$"));
        raisers.put("21", sql("select (select generate_series(1, 2))"));
        raisers.put("22", sql("select 'x'::int"));
        raisers.put("23", sql("create table once (a int primary key)", "insert into once values (1), (1)"));
        raisers.put("25", sql("begin", "vacuum"));
        raisers.put("25006", sql("begin read only", "create table written (a int)"));
        raisers.put("26", sql("execute missing"));
        raisers.put("28", database -> DriverManager.getConnection(database.url(), "costflow", "not the password"));
        raisers.put("2B", sql("create role owner_" + System.nanoTime(), "create table owned (a int)",
                "do $$ declare r text = (select rolname from pg_roles where rolname like 'owner\\_%' limit 1); begin"
                        + " execute 'alter table owned owner to ' || r; execute 'drop role ' || r; end $$"));
        raisers.put("2D", sql("begin", "do $$ begin commit; end $$"));
        raisers.put("2F", sql("create function nothing() returns int language plpgsql as $$ begin end $$", "select nothing()"));
        raisers.put("34", sql("begin", "fetch from missing"));
        raisers.put("3B", sql("begin", "rollback to savepoint missing"));
        raisers.put("3D", database -> DriverManager.getConnection(database.url() + "_missing", database.user(), null));
        raisers.put("3F", sql("create table missing.anything (a int)"));
        raisers.put("40", SqlStatesTest::updateWhatAnotherUpdated);
        raisers.put("42", sql("selec 1"));
        raisers.put("42501", sql("create role powerless_" + System.nanoTime(),
                "do $$ begin execute 'set role ' || (select rolname from pg_roles where rolname like 'powerless\\_%' limit 1); end $$", "select * from pg_authid"));
        raisers.put("42P01", sql("select * from missing"));
        raisers.put("42P05", sql("prepare twice as select 1", "prepare twice as select 1"));
        raisers.put("44", sql("create table base (a int)", "create view small as select a from base where a < 5 with check option", "insert into small values (7)"));
        raisers.put("53", sql("set temp_file_limit = '64kB'", "set work_mem = '64kB'", "select i from generate_series(1, 200000) i order by md5(i::text)"));
        raisers.put("54", sql("create table large (a text)", "create index on large (a)",
                "insert into large select string_agg(md5(i::text), '') from generate_series(1, 2000) i"));
        raisers.put("55", sql("create sequence numbers", "select currval('numbers')"));
        raisers.put("55P03", SqlStatesTest::waitForALock);
        raisers.put("57014", sql("set statement_timeout = 50", "select pg_sleep(20)"));
        raisers.put("57P", sql("select pg_terminate_backend(pg_backend_pid())"));
        raisers.put("58", sql("create table loaded (a text)", "copy loaded from '/missing/file'"));
        raisers.put("P0", sql("do $$ begin raise exception 'trouble'; end $$"));
        return raisers;
    }

    static List<SqlState> rows() {
        return SqlStates.table();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theServerRaisesWhatTheRowIsAbout(SqlState row) throws SQLException {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> RAISERS.get(row.prefix()).raise(database));

        assertThat((Throwable) failure).as("an error of %s", row.name()).isNotNull();
        assertThat(SqlStates.of(failure)).as("%s: %s", failure.getSQLState(), failure.getMessage()).isSameAs(row);
    }

    @Test
    void aCodeThatIsNotInTheTableConcernsTheDayOnly() {
        assertThat(SqlStates.of("ZZ999").errorClass()).isEqualTo(SqlErrorClass.REFUSED);
        assertThat(SqlStates.of(new SQLException("The driver gives no code.")).errorClass()).isEqualTo(SqlErrorClass.REFUSED);
    }

    @Test
    void theMessageAboutARowDoesNotRepeatIt() throws SQLException {
        for (String statement : List.of("select '" + REFUSED_VALUE + "'::int", "do $$ begin raise exception '" + REFUSED_VALUE + "'; end $$",
                "insert into named values ('" + REFUSED_VALUE + "', null)")) {
            SQLException failure = catchThrowableOfType(SQLException.class, () -> sql("create table named (a text, b int not null)", statement).raise(database));

            assertThat(failure.getMessage()).contains(REFUSED_VALUE);
            assertThat(SqlStates.message(failure)).doesNotContain(REFUSED_VALUE).contains("[SQLSTATE ");
            sqlQuietly(database, "drop table if exists named");
        }
    }

    private static Raiser sql(String... statements) {
        return database -> {
            try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
                for (String each : statements) {
                    statement.execute(each);
                }
            }
        };
    }

    private static void sqlQuietly(DatabaseSettings database, String statement) throws SQLException {
        sql(statement).raise(database);
    }

    private static void updateWhatAnotherUpdated(DatabaseSettings database) throws SQLException {
        sqlQuietly(database, "create table shared as select 1 as a");
        try (Connection first = connect(database); Connection second = connect(database)) {
            first.createStatement().execute("begin isolation level repeatable read; select a from shared");
            second.createStatement().execute("update shared set a = 2");
            first.createStatement().execute("update shared set a = 3");
        }
    }

    private static void waitForALock(DatabaseSettings database) throws SQLException {
        sqlQuietly(database, "create table locked as select 1 as a");
        try (Connection first = connect(database); Connection second = connect(database)) {
            first.createStatement().execute("begin; lock table locked");
            second.createStatement().execute("set lock_timeout = 50; update locked set a = 3");
        }
    }

    private static Connection connect(DatabaseSettings database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), null);
    }
}
