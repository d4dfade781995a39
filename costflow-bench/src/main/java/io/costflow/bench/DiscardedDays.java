package io.costflow.bench;

import io.costflow.publish.DayMark;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.publish.Publication;
import io.costflow.publish.PublishedTable;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The rows of every day are dropped, and the day counts as published. */
final class DiscardedDays implements Publication {

    @Override
    public ProcessFunction<DayOutput, DayReport> into(List<PublishedTable> tables) {
        return new Discard();
    }

    private static final class Discard extends ProcessFunction<DayOutput, DayReport> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(DayOutput output, Context context, Collector<DayReport> reports) {
            DayMark mark = output.mark();
            if (mark != null) {
                Outcome outcome = mark.heldBack() == null ? Outcome.PUBLISHED : Outcome.HELD_BACK;
                reports.collect(new DayReport(mark.day(), mark.revision(), outcome, mark.rowsRead(), mark.rows(), 0, 0, mark.heldBack()));
            }
        }
    }
}
