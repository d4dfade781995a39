package io.costflow.serve.answer;

import io.costflow.day.LakeFile;
import io.costflow.inventory.ListedFile;
import io.costflow.inventory.SourceFolders;
import io.costflow.lineitem.LineItemRows.Column;
import io.costflow.lineitem.parquet.ColumnRole;
import io.costflow.lineitem.parquet.FileColumns;
import io.costflow.lineitem.parquet.RowCondition;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.serve.answer.LineItemAnswer.Field;
import io.costflow.serve.protocol.ErrorCode;
import io.costflow.serve.protocol.StatementFailure;
import io.costflow.settings.SourceSettings;
import io.costflow.sql.lake.LakeTable;
import io.costflow.sql.scan.LakePartition;
import java.io.IOException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of one table, source and month, with every column that they have: more than the tables of Flink SQL list.
 *
 * @param table the table
 * @param files the files, in the order of their paths
 */
record LineItemFiles(LakeTable table, List<LakeFile> files) {

    /** Lists the files as they are now. */
    static LineItemFiles list(SourceFolders folders, String tenant, LakeTable table, String source, YearMonth month) throws IOException, InterruptedException {
        List<LakeFile> files = new ArrayList<>(folders.files(SourceSettings.account(tenant), table.report(), source, month));
        files.sort(null);
        return new LineItemFiles(table, files);
    }

    /** Returns the columns of all files. The types of the table's own columns win over those of the files. */
    List<Column> allColumns() throws StatementFailure {
        Map<String, ColumnRole> roles = new LinkedHashMap<>();
        for (LakeFile file : files) {
            try (ListedFile open = ListedFile.open(file)) {
                FileColumns.of(open.contents()).forEach(roles::putIfAbsent);
            } catch (IOException | UnreadableFileException e) {
                throw unreadable(file, e);
            }
        }
        table.columns().forEach(column -> roles.computeIfPresent(column.name(), (name, role) -> column.role()));
        List<Column> columns = new ArrayList<>(roles.size());
        roles.forEach((name, role) -> columns.add(new Column(name, role)));
        return columns;
    }

    /** Returns a column of the table. */
    Column column(String name) {
        return table.columns().stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }

    /** Returns columns of files and those of the table that they lack, which are NULL then. */
    List<Column> withOwn(List<Column> ofFiles) {
        Set<Column> all = new LinkedHashSet<>(ofFiles);
        all.addAll(table.columns());
        return List.copyOf(all);
    }

    /** Returns what {@code *} stands for: the columns of the files and those that the folder gives. */
    static List<Field> fields(List<Column> ofFiles, LakePartition folder) {
        List<Field> fields = new ArrayList<>();
        ofFiles.forEach(column -> fields.add(Field.of(column)));
        LakePartition.KEYS.forEach(key -> fields.add(Field.text(key, item -> folder.value(key))));
        return fields;
    }

    /** Reads the line items of all files, one file after another. */
    LineItemScan read(List<Column> columns, List<RowCondition> conditions) {
        return new LineItemScan(files, columns, conditions);
    }

    static StatementFailure unreadable(LakeFile file, Exception problem) {
        return new StatementFailure(ErrorCode.HIVE_FILESYSTEM_ERROR, "The file " + file.path() + " cannot be read: " + problem.getMessage(), problem);
    }
}
