package io.costflow.bench;

import io.costflow.sql.scan.ScanProgress;
import io.costflow.sql.session.SqlResult;
import io.costflow.sql.session.SqlSession;
import io.costflow.sql.session.Statement;
import io.costflow.sql.session.Statements;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.types.Row;

/** Questions to a session that stays between the tasks: it starts with the first one. */
final class AskingWork implements Work {

    private SqlSession session;

    @Override
    public Done run(Task task) throws Exception {
        if (session == null) {
            session = SqlSession.start(CostflowWork.settings(task), false);
        }
        Statement statement = Statements.in(Script.text(task.statements())).get(0);
        Answer answer = null;
        for (int time = 0; time < task.times(); time++) {
            ScanProgress.reset();
            answer = answer(statement);
        }
        answer.write(Path.of(task.rows()));
        return new Done(ScanProgress.rows(), 0, Map.of());
    }

    private Answer answer(Statement statement) throws Exception {
        List<List<Object>> rows = new ArrayList<>();
        try (SqlResult result = session.execute(statement)) {
            for (Optional<Row> row = result.next(); row.isPresent(); row = result.next()) {
                rows.add(values(row.get()));
            }
        }
        return new Answer(rows);
    }

    private static List<Object> values(Row row) {
        return IntStream.range(0, row.getArity()).mapToObj(row::getField).toList();
    }
}
