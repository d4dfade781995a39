package io.costflow.sql.session;

import java.lang.reflect.Field;
import java.util.List;
import org.apache.flink.runtime.execution.librarycache.BlobLibraryCacheManager;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.taskexecutor.TaskExecutor;
import org.apache.flink.table.codesplit.CodeSplitUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has all queries of a cluster share the classes that Flink generates for them. Flink keeps them by class loader, and a task manager gives every job a new
 * one, even if it brings no code: a query asked again would be compiled again, by Janino and by Java.
 */
final class SharedClasses {

    private static final Logger LOG = LoggerFactory.getLogger(SharedClasses.class);

    private SharedClasses() {}

    /**
     * Has the tasks of a cluster load classes with the process's loader, as Flink's job managers do. A task manager has the same switch, but nothing that turns it. A
     * version of Flink that has it elsewhere answers the same, only not as fast.
     */
    static void among(MiniCluster cluster) {
        if (SharedClasses.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
            return;
        }
        try {
            for (Object taskManager : (List<?>) field(MiniCluster.class, "taskManagers").get(cluster)) {
                Object classes = field(TaskExecutor.class, "libraryCacheManager").get(taskManager);
                field(BlobLibraryCacheManager.class, "wrapsSystemClassLoader").setBoolean(classes, true);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("Queries compile their classes each time, since this version of Flink does not let them share any.", e);
        }
    }

    /** Has the next query named as if it were the first one: of long classes, Flink names the pieces by a number that goes on and on. */
    static void nameAlike() {
        CodeSplitUtil.getCounter().set(0);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
