package io.costflow.compare;

import io.costflow.publish.Publication;
import io.costflow.settings.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a run whose days are compared instead of published needs: where its days go, and what came out. */
public final class ComparisonRun implements AutoCloseable {

    private final DatabaseSettings database;
    private final TheirRows theirs;
    private final double tolerance;
    private final String source;
    private final Path folder;

    /**
     * @param database where the rows are compared: the database of the tables, or another one
     * @param against a folder with a CSV file for each table, or null for the tables of the database
     * @param tolerance by how much numbers may differ
     * @param source the UUID of the only source to compare, or null
     * @throws IOException if there is no temporary folder
     */
    public ComparisonRun(DatabaseSettings database, Path against, double tolerance, String source) throws IOException {
        this.database = database;
        this.theirs = against == null ? new TablesOfDatabase() : new FolderOfTables(against.toString());
        this.tolerance = tolerance;
        this.source = source;
        this.folder = Files.createTempDirectory("costflow-compare-");
    }

    /** Where the days of the run go. */
    public Publication publication() {
        return tables -> new CompareFunction(database, theirs, tolerance, source, folder, tables);
    }

    /** What came out, by tenant, source, day and table. */
    public List<TableComparison> comparisons() throws IOException {
        return ComparisonFiles.read(folder);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
