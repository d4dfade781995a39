package io.costflow.job;

import io.costflow.day.DayInput;
import io.costflow.openshift.OpenShiftDayFunction;
import io.costflow.openshift.UsageTable;
import io.costflow.publish.DayReport;
import io.costflow.publish.PublishFunction;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.DatabaseSettings;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The dataflow, from top to bottom. */
public final class Topology {

    private Topology() {}

    /**
     * Builds the dataflow.
     *
     * @param inventory day plans and what the files contribute to them
     * @param reference complete snapshots of koku's reference tables
     * @param database where days are published
     * @param reports what became of each day
     */
    public static void build(
            StreamExecutionEnvironment environment,
            Source<DayInput, ?, ?> inventory,
            Source<ReferenceSnapshot, ?, ?> reference,
            DatabaseSettings database,
            Sink<DayReport> reports) {

        // S3 → plans and contributions
        DataStream<DayInput> inputs = environment
                .fromSource(inventory, WatermarkStrategy.noWatermarks(), "Inventory")
                .uid(Uids.INVENTORY);

        // PostgreSQL → snapshots, to every day
        BroadcastStream<ReferenceSnapshot> snapshots = environment
                .fromSource(reference, WatermarkStrategy.noWatermarks(), "Reference data")
                .uid(Uids.REFERENCE)
                .setParallelism(1)
                .broadcast(OpenShiftDayFunction.REFERENCE);

        // plans, contributions and snapshots → rows of days, each day closed by its mark
        inputs.keyBy(DayInput::day)
                .connect(snapshots)
                .process(new OpenShiftDayFunction())
                .name("OpenShift day")
                .uid(Uids.OPENSHIFT_DAY)
                // rows of a day → the day replaced in PostgreSQL; no shuffle, so that a day stays in one piece
                .process(new PublishFunction(database, List.of(UsageTable.TABLE)))
                .name("Publish")
                .uid(Uids.PUBLISH)
                // what became of each day → whoever started the job
                .sinkTo(reports)
                .name("Reports")
                .uid(Uids.REPORTS);
    }
}
