package io.costflow.publish;

import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/** Makes the sink of each branch of the dataflow, which replaces days by the rows that it takes and reports how that ended. */
@FunctionalInterface
public interface Publication {

    /** @param tables the tables of each output of this branch, by the output's id */
    ProcessFunction<PublishInput, DayReport> into(Map<String, List<Table<?>>> tables);
}
