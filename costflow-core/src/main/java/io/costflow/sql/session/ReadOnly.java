package io.costflow.sql.session;

import java.util.Locale;
import org.apache.flink.table.operations.DescribeCatalogOperation;
import org.apache.flink.table.operations.DescribeFunctionOperation;
import org.apache.flink.table.operations.DescribeModelOperation;
import org.apache.flink.table.operations.DescribeTableOperation;
import org.apache.flink.table.operations.ExplainOperation;
import org.apache.flink.table.operations.NopOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ShowOperation;
import org.apache.flink.table.operations.UseOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.apache.flink.table.operations.ddl.DropViewOperation;

/** Which statements cannot change anything but the session, by what Flink makes of them, not by their text. Whatever is not known to be one may write. */
final class ReadOnly {

    private ReadOnly() {}

    static boolean mayWrite(Operation operation) {
        if (operation instanceof CreateViewOperation view) {
            return !view.isTemporary();
        }
        if (operation instanceof DropViewOperation view) {
            return !view.isTemporary();
        }
        return !(operation instanceof QueryOperation
                || operation instanceof ShowOperation
                || operation instanceof DescribeTableOperation
                || operation instanceof DescribeCatalogOperation
                || operation instanceof DescribeFunctionOperation
                || operation instanceof DescribeModelOperation
                || operation instanceof ExplainOperation
                || operation instanceof UseOperation
                || operation instanceof SetOperation
                || operation instanceof ResetOperation
                || operation instanceof NopOperation);
    }

    static String refusal(Operation operation) {
        String name = operation.getClass().getSimpleName().replaceFirst("Operation$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return "The statement (" + name + ") may change something, and this session only reads. Start it with --write if that is what you want.";
    }
}
