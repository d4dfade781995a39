package io.costflow.provider.cloud;

import io.costflow.assembly.CompleteDay;
import io.costflow.publish.DayWriter;
import io.costflow.publish.PublishedTable;
import java.io.Serializable;
import java.util.List;

/** What a cloud provider plugs in: how its bill becomes neutral line items, and the tables that the attributed cost is published in. */
public interface CloudBilling extends Serializable {

    /** The tables of the provider's attributed cost. */
    List<PublishedTable> tables();

    /**
     * Attributes a day's bill and writes the rows of all tables.
     *
     * @param cloud the cloud source's day with its bill
     * @param bill the id of the month's bill in koku's tables
     * @param clusters the days of the clusters that run on it
     * @return what is worth telling of it
     */
    BillFindings attribute(CompleteDay cloud, int bill, List<CloudCluster> clusters, DayWriter writer);
}
