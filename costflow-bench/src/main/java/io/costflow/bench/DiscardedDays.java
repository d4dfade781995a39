package io.costflow.bench;

import io.costflow.publish.DayMark;
import io.costflow.publish.PublishInput;
import io.costflow.publish.DayReport;
import io.costflow.publish.DayReport.Outcome;
import io.costflow.publish.Publication;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The rows of every day are dropped, and the day counts as published. */
final class DiscardedDays implements Publication {

    @Override
    public ProcessFunction<PublishInput, DayReport> into(Tables tables) {
        return new Discard();
    }

    private static final class Discard extends ProcessFunction<PublishInput, DayReport> {
        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(PublishInput output, Context context, Collector<DayReport> reports) {
            DayMark mark = output.mark();
            if (mark != null) {
                Outcome outcome = mark.heldBack() == null ? Outcome.PUBLISHED : Outcome.HELD_BACK;
                reports.collect(new DayReport(mark.period(), mark.revision(), outcome, mark.basis().rowsRead(), mark.rows(), 0, 0, mark.heldBack()));
            }
        }
    }
}
