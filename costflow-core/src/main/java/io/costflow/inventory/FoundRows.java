package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.GroupTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a table to which rows are only added that the files of a source call for. */
final class FoundRows {

    private final Set<List<String>> rows = new LinkedHashSet<>();
    private final Set<LakeFile> files = new HashSet<>();

    boolean knows(LakeFile file) {
        return files.contains(file);
    }

    /** Takes in a file, by day. A combination with a NULL can be no row of koku's table, and so is none; nor can a text with the character 0. */
    void add(LakeFile file, int columns, Map<Long, CombinedDay> days) {
        files.add(file);
        for (CombinedDay day : days.values()) {
            GroupTable table = day.table(0);
            for (int group = 0; group < table.size(); group++) {
                List<String> row = new ArrayList<>();
                for (int column = 0; column < columns; column++) {
                    row.add(table.text(column, group));
                }
                if (row.stream().allMatch(text -> text != null && text.indexOf('\0') < 0)) {
                    rows.add(row);
                }
            }
        }
    }

    Set<List<String>> rows() {
        return rows;
    }
}
