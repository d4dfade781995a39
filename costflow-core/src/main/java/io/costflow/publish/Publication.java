package io.costflow.publish;

import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;

/** Where the days go in the end: makes the last step of each branch of the dataflow, which takes the rows of days and tells what became of each day. */
@FunctionalInterface
public interface Publication {

    /** @param tables all tables that hold rows of the days of this branch */
    ProcessFunction<DayOutput, DayReport> into(List<PublishedTable> tables);
}
