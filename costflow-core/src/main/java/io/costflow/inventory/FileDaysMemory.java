package io.costflow.inventory;

import io.costflow.database.Database;
import io.costflow.day.LakeFile;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers the days of files in the tenants' tables. Where it cannot, it says so once for each tenant, and runs go on without. */
final class FileDaysMemory {

    private static final Logger LOG = LoggerFactory.getLogger(FileDaysMemory.class);

    private final Database database;
    private final Set<String> failed = new HashSet<>();

    FileDaysMemory(Database database) {
        this.database = database;
    }

    /** What is remembered of files of some months. */
    Map<LakeFile, SortedSet<Long>> recall(Collection<SourceMonth> months) {
        Map<LakeFile, SortedSet<Long>> recalled = new HashMap<>();
        months.stream().collect(Collectors.groupingBy(month -> month.source().tenant())).forEach((tenant, those) -> recalled.putAll(recall(tenant, those)));
        return recalled;
    }

    private Map<LakeFile, SortedSet<Long>> recall(String tenant, List<SourceMonth> months) {
        try {
            return database.readAtOnce(connection -> FileDaysTable.read(connection, tenant, months));
        } catch (IOException | IllegalStateException e) {
            warn(tenant, e);
            return Map.of();
        }
    }

    /** Remembers what was found out of files of a month. */
    void remember(SourceMonth month, Map<LakeFile, SortedSet<Long>> found, Collection<LakeFile> listed) {
        try {
            database.readAtOnce(connection -> {
                FileDaysTable.write(connection, month, found, listed);
                return null;
            });
        } catch (IOException | IllegalStateException e) {
            warn(month.source().tenant(), e);
        }
    }

    private synchronized void warn(String tenant, Exception cause) {
        if (failed.add(tenant)) {
            LOG.warn("The days of files cannot be remembered in {}.{}, so that footers of bills are read again at each start, and line items of another day than a"
                    + " cluster's file is named after count only in runs that read that file: {}", tenant, FileDaysTable.NAME, cause.getMessage());
        }
    }
}
