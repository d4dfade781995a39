package io.costflow.job;

import io.costflow.publish.DayReport;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Hands reports to the run that they belong to, in this JVM. */
final class LocalReports implements Sink<DayReport> {

    private static final long serialVersionUID = 1L;

    private final String run;

    LocalReports(LocalRun run) {
        this.run = run.id();
    }

    @Override
    public SinkWriter<DayReport> createWriter(WriterInitContext context) {
        return new Writer(LocalRun.of(run).listener());
    }

    private record Writer(RunListener listener) implements SinkWriter<DayReport> {
        @Override
        public void write(DayReport report, Context context) {
            listener.reported(report);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
