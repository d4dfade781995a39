package io.costflow.serve.answer;

import io.costflow.serve.statement.RecognisedStatement;
import io.costflow.serve.statement.StatementKind;
import io.costflow.serve.statement.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which output a statement is about, by the tables that it writes and reads. Costs are those of the facts that they are computed from. */
final class AskedOutput {

    static final String OPENSHIFT = "openshift";
    static final String GPU = "gpu";
    static final String EC2 = "aws-ec2";
    static final String FACTS = "cost-model-facts";

    private static final List<String> CLOUDS = List.of("aws", "azure", "gcp");

    private AskedOutput() {}

    /** Whether an output is of clusters by themselves. */
    static boolean isOfCluster(String output) {
        return output.equals(OPENSHIFT) || output.equals(GPU) || output.equals(FACTS);
    }

    /** The id of the output; empty if the statement is about none. */
    static Optional<String> of(RecognisedStatement statement) {
        if (statement.kind().group() == StatementKind.Group.COST_MODEL) {
            return Optional.of(FACTS);
        }
        Optional<String> written = Optional.ofNullable(statement.target()).map(TableName::table).flatMap(AskedOutput::ofTable);
        return written.or(() -> Stream.concat(
                        statement.tables().stream().filter(table -> !table.table().startsWith("openshift_")),
                        statement.tables().stream())
                .map(table -> ofTable(table.withoutPartitions().table())).flatMap(Optional::stream).findFirst());
    }

    private static Optional<String> ofTable(String table) {
        if (table.startsWith("reporting_ocpusagelineitem") || table.startsWith("openshift_")) {
            return Optional.of(OPENSHIFT);
        }
        if (table.startsWith("reporting_ocp_gpu")) {
            return Optional.of(GPU);
        }
        if (table.contains("_ec2_compute_")) {
            return Optional.of(EC2);
        }
        for (String cloud : CLOUDS) {
            if (table.startsWith("reporting_ocp" + cloud) || table.startsWith("managed_") && table.contains(cloud)) {
                return Optional.of("openshift-on-" + cloud);
            }
            if (table.startsWith("reporting_" + cloud) || table.startsWith(cloud + "_line_items")) {
                return Optional.of(cloud);
            }
        }
        return Optional.empty();
    }
}
