package io.costflow.job;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.DayAssembler;
import io.costflow.assembly.Retention;
import io.costflow.provider.cloud.CorrelationFunction;
import io.costflow.provider.aws.AwsBilling;
import io.costflow.day.DayInput;
import io.costflow.provider.openshift.ClusterDay;
import io.costflow.provider.openshift.OpenShiftDayFunction;
import io.costflow.provider.openshift.UsageTable;
import io.costflow.publish.DayOutput;
import io.costflow.publish.DayReport;
import io.costflow.publish.Publication;
import io.costflow.reference.ReferenceSnapshot;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The dataflow, from top to bottom. */
public final class Topology {

    private Topology() {}

    /**
     * Builds the dataflow.
     *
     * @param inventory day plans and what the files contribute to them
     * @param reference complete snapshots of koku's reference tables
     * @param publication where days are published
     * @param retention how long the operators keep what they know of a day
     * @return what became of each day
     */
    public static DataStream<DayReport> build(
            StreamExecutionEnvironment environment,
            Source<DayInput, ?, ?> inventory,
            Source<ReferenceSnapshot, ?, ?> reference,
            Publication publication,
            Retention retention) {

        // S3 → plans and contributions
        DataStream<DayInput> inputs = environment
                .fromSource(inventory, WatermarkStrategy.noWatermarks(), "Inventory")
                .uid(Uids.INVENTORY);

        // PostgreSQL → snapshots, to every day
        BroadcastStream<ReferenceSnapshot> snapshots = environment
                .fromSource(reference, WatermarkStrategy.noWatermarks(), "Reference data")
                .uid(Uids.REFERENCE)
                .setParallelism(1)
                .broadcast(DayAssembler.REFERENCE);

        // plans, contributions and snapshots → days of which all is there; those of cloud sources to the side
        SingleOutputStreamOperator<CompleteDay> days = inputs.keyBy(DayInput::day)
                .connect(snapshots)
                .process(new DayAssembler(retention, new LineItemCombiner()::version))
                .name("Days")
                .uid(Uids.DAYS);

        // days of clusters → their rows, each day closed by its mark; what a cloud's bill is attributed by to the side
        SingleOutputStreamOperator<DayOutput> openShift = days.process(new OpenShiftDayFunction(retention))
                .name("OpenShift day")
                .uid(Uids.OPENSHIFT_DAY);

        // rows → the day replaced in PostgreSQL; no shuffle, so that a day stays in one piece
        DataStream<DayReport> openShiftReports = openShift
                .process(publication.into(List.of(UsageTable.TABLE)))
                .name("Publish OpenShift")
                .uid(Uids.PUBLISH_OPENSHIFT);

        // days of a cloud source and of the clusters that run on it → rows of attributed cost
        AwsBilling aws = new AwsBilling();
        DataStream<DayReport> cloudReports = days.getSideOutput(DayAssembler.CLOUD_DAYS)
                .keyBy(day -> day.plan().day())
                .connect(openShift.getSideOutput(OpenShiftDayFunction.CLUSTER_DAYS).keyBy(ClusterDay::cloudDay))
                .process(new CorrelationFunction(aws, retention))
                .name("OpenShift on AWS")
                .uid(Uids.CORRELATION)
                // rows → the day replaced in all nine tables
                .process(publication.into(aws.tables()))
                .name("Publish OpenShift on AWS")
                .uid(Uids.PUBLISH_OPENSHIFT_ON_AWS);

        // what became of each day → whoever started the job
        return openShiftReports.union(cloudReports);
    }
}
