package io.costflow.provider;

import io.costflow.provider.cloud.BillFindings;
import io.costflow.provider.cloud.CloudCluster;
import io.costflow.publish.DayWriter;
import io.costflow.reference.Digest;
import io.costflow.reference.ReferenceSnapshot;
import io.costflow.settings.SourceSettings;
import java.time.LocalDate;
import java.util.List;

/** An output that attributes a cloud source's day to the clusters that run on it. A provider has one at most. */
public non-sealed interface CorrelatedOutput extends Output {

    /** Adds to a digest what the cloud's day itself takes from the reference data. */
    void addReference(Digest digest, SourceSettings cloud, LocalDate day, ReferenceSnapshot reference);

    /**
     * Attributes a day's bill and writes the rows of all tables.
     *
     * @param cloud the cloud source's day
     * @param clusters the days of the clusters that run on it, in the order of their sources
     * @return what is worth reporting about the bill
     * @throws HeldBackException before any row is written, if the day cannot be published
     */
    BillFindings attribute(DayContents cloud, List<CloudCluster> clusters, DayWriter writer);
}
