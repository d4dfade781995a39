package io.costflow.job;

import io.costflow.assembly.CompleteDay;
import io.costflow.assembly.DayAssembler;
import io.costflow.assembly.Retention;
import io.costflow.day.DayInput;
import io.costflow.output.ClusterDay;
import io.costflow.output.CorrelationFunction;
import io.costflow.output.DayFunction;
import io.costflow.output.MonthDay;
import io.costflow.output.MonthDayFunction;
import io.costflow.output.MonthFunction;
import io.costflow.provider.Branch;
import io.costflow.provider.Layouts;
import io.costflow.provider.Providers;
import io.costflow.publish.DayReport;
import io.costflow.publish.Publication;
import io.costflow.publish.PublishInput;
import io.costflow.reference.ReferenceSnapshot;
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
     * @param layouts how files are combined while they are read
     * @param retention how long the operators keep what they know of a day
     * @return how the publication of each day ended
     */
    public static DataStream<DayReport> build(
            StreamExecutionEnvironment environment,
            Source<DayInput, ?, ?> inventory,
            Source<ReferenceSnapshot, ?, ?> reference,
            Publication publication,
            Layouts layouts,
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

        // plans, contributions and snapshots → days that are complete for an output, each to its branch
        SingleOutputStreamOperator<CompleteDay> days = inputs.keyBy(DayInput::day)
                .connect(snapshots)
                .process(new DayAssembler(retention, layouts))
                .name("Days")
                .uid(Uids.DAYS);

        // days of clusters → their rows, each day closed by its mark; what a cloud's bill is attributed by to the side
        SingleOutputStreamOperator<PublishInput> clusters = days.getSideOutput(DayAssembler.of(Branch.CLUSTERS))
                .process(new DayFunction(layouts, retention))
                .name("Cluster days")
                .uid(Uids.CLUSTER_DAYS);

        // days of cloud sources → rows of the clouds' own summaries
        SingleOutputStreamOperator<PublishInput> clouds = days.getSideOutput(DayAssembler.of(Branch.CLOUDS))
                .process(new DayFunction(layouts, retention))
                .name("Cloud days")
                .uid(Uids.CLOUD_DAYS);

        // days of cloud sources and of the clusters that run on them → rows of attributed cost
        SingleOutputStreamOperator<PublishInput> correlated = days.getSideOutput(DayAssembler.of(Branch.CORRELATION))
                .keyBy(day -> day.plan().day())
                .connect(clusters.getSideOutput(DayFunction.CLUSTER_DAYS).keyBy(ClusterDay::cloudDay))
                .process(new CorrelationFunction(layouts, retention))
                .name("Correlation")
                .uid(Uids.CORRELATION);

        // days of cloud sources → what they contribute to their months → rows of whole months
        SingleOutputStreamOperator<MonthDay> contributions = days.getSideOutput(DayAssembler.of(Branch.MONTHS))
                .process(new MonthDayFunction(layouts))
                .name("Days of months")
                .uid(Uids.MONTH_DAYS);
        SingleOutputStreamOperator<PublishInput> months = contributions.keyBy(MonthDay::month)
                .connect(snapshots)
                .process(new MonthFunction(retention))
                .name("Months")
                .uid(Uids.MONTHS);

        // rows → days replaced in PostgreSQL; no shuffle, so that a day stays in one piece
        DataStream<DayReport> reports = publish(clusters, Branch.CLUSTERS, publication, "Publish clusters", Uids.PUBLISH_CLUSTERS);
        reports = reports.union(publish(clouds, Branch.CLOUDS, publication, "Publish clouds", Uids.PUBLISH_CLOUDS));
        reports = reports.union(publish(correlated, Branch.CORRELATION, publication, "Publish correlation", Uids.PUBLISH_CORRELATION));
        return reports.union(publish(months, Branch.MONTHS, publication, "Publish months", Uids.PUBLISH_MONTHS));
    }

    private static DataStream<DayReport> publish(
            DataStream<PublishInput> rows, Branch branch, Publication publication, String name, String uid) {
        return rows.process(publication.into(() -> Providers.tables(branch))).name(name).uid(uid);
    }
}
