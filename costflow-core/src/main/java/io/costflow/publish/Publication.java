package io.costflow.publish;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/** Makes the sink of each branch of the dataflow, which replaces days by the rows that it takes and reports how that ended. */
@FunctionalInterface
public interface Publication {

    /** @param tables those of the outputs of this branch */
    ProcessFunction<PublishInput, DayReport> into(Tables tables);

    /** Finds tables where a sink runs. They are code: hundreds of getters, which would take longer to ship with the job than the rest of it. */
    @FunctionalInterface
    interface Tables extends Serializable {

        /** Returns the tables of each output, by the output's id. */
        Map<String, List<Table<?>>> find();
    }
}
