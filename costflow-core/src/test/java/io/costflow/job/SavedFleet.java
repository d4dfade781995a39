package io.costflow.job;

import io.costflow.publish.StatusTable;
import io.costflow.publish.Table;
import io.costflow.testbed.EmbeddedDatabase;
import io.costflow.testbed.KokuDatabase;
import io.costflow.testing.KeptConnections;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * All that a job of a later version needs to go on where one of this version was stopped, in a zip file: {@code savepoint/} with the savepoint, {@code
 * lake.txt} with keys and sizes of the lake's files, {@code tables/} with the rows of all tables, and {@code expected.txt} with the rows that a change of
 * reference data must lead to. The contents of the lake's files are left out: who reads one of them finds it damaged.
 */
final class SavedFleet {

    /** When every file of the lake was written, as far as the state knows. */
    static final FileTime WRITTEN = FileTime.from(Instant.parse("2025-10-10T00:00:00Z"));

    private static final String LAKE = "lake.txt";
    private static final String EXPECTED = "expected.txt";
    private static final String TABLES = "tables/";
    private static final String SAVEPOINT = "savepoint/";
    private static final String TENANT = EmbeddedDatabase.TENANT;

    private final Map<String, byte[]> entries = new TreeMap<>();

    /** Takes a savepoint's files. */
    void takeSavepoint(Path folder) throws IOException {
        for (Path file : files(folder)) {
            entries.put(SAVEPOINT + folder.relativize(file), Files.readAllBytes(file));
        }
    }

    /** Takes the names and sizes of the lake's files. */
    void takeLake(Path folder) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : files(folder)) {
            lines.append(folder.relativize(file)).append(' ').append(Files.size(file)).append('\n');
        }
        entries.put(LAKE, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the rows of all tables. */
    void takeTables(KokuDatabase database) throws SQLException {
        for (String table : tables(database)) {
            String rows = RowVersions.query(database, "select coalesce(json_agg(t), '[]')::text from " + table + " t").get(0);
            if (!rows.equals("[]")) {
                entries.put(TABLES + table, rows.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    void takeExpected(List<String> rows) {
        entries.put(EXPECTED, String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    }

    /** The rows of the ten tables after the change. */
    List<String> expected() {
        return new String(entries.get(EXPECTED), StandardCharsets.UTF_8).lines().toList();
    }

    void laySavepoint(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(SAVEPOINT)) {
                Path file = folder.resolve(entry.getKey().substring(SAVEPOINT.length()));
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
        }
    }

    /** Lays out files that are listed as the lake's were, and hold nothing but zeros. */
    void layLake(Path folder) throws IOException {
        for (String line : new String(entries.get(LAKE), StandardCharsets.UTF_8).lines().toList()) {
            String[] keyAndSize = line.split(" ");
            Path file = folder.resolve(keyAndSize[0]);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[Integer.parseInt(keyAndSize[1])]);
            Files.setLastModifiedTime(file, WRITTEN);
        }
    }

    /** Fills the tables of a new database. */
    void layTables(KokuDatabase database) throws SQLException {
        try (Connection connection = database.connectAsCostflow()) {
            StatusTable.create(connection, TENANT);
        }
        for (String table : tables(database)) {
            byte[] rows = entries.get(TABLES + table);
            if (rows != null) {
                insert(database, table, new String(rows, StandardCharsets.UTF_8));
            }
        }
    }

    private static void insert(KokuDatabase database, String table, String rows) throws SQLException {
        String insert = "insert into " + table + " overriding system value select * from json_populate_recordset(null::" + table + ", ?::json)";
        KeptConnections.ask(database, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                statement.setString(1, rows);
                return statement.executeUpdate();
            }
        });
    }

    /** All tables, those that others refer to first. */
    private static List<String> tables(KokuDatabase database) throws SQLException {
        List<String> published = new ArrayList<>(DayContents.tables().stream().map(Table::name).toList());
        published.add(StatusTable.NAME);
        List<String> tables = new ArrayList<>(List.of("public.api_providerauthentication", "public.api_providerinfrastructuremap", "public.api_provider"));
        tables.addAll(RowVersions.query(database, "select '" + TENANT + ".' || relname from pg_class where relnamespace = '" + TENANT
                + "'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> all ('{" + String.join(",", published) + "}') order by 1"));
        published.forEach(table -> tables.add(TENANT + "." + table));
        return tables;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream stream = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }

    static SavedFleet read(Path file) throws IOException {
        SavedFleet saved = new SavedFleet();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                saved.entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return saved;
    }
}
