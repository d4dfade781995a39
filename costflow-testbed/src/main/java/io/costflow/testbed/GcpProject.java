package io.costflow.testbed;

import java.util.List;

/**
 * A generated GCP project with its billing account.
 *
 * @param source its UUID as a source in koku
 * @param alias its name
 * @param resources what it pays for
 */
public record GcpProject(String source, String alias, List<Resource> resources) implements CloudAccount {
    static final String BILLING_ACCOUNT = "01C057-F10E42-C0FFEE";
    static final String ID = "demo-project-42";
    private static final int ALWAYS = -1;

    /**
     * Something that a project pays for, by the hour or by the day.
     *
     * @param sku what it is
     * @param name the resource's name, or the empty text
     * @param globalName the resource's name with its place, or the empty text
     * @param labels its labels as text
     * @param usage the used amount of an hour, in the SKU's unit of usage
     * @param discount the part of its cost that is given back as a credit
     * @param onceAt the hour in which it is charged for the whole day, or {@value #ALWAYS} when every hour is charged for by itself
     * @param ofCluster whether its cost must be found on a cluster
     */
    record Resource(GcpSku sku, String name, String globalName, String labels, double usage, double discount, int onceAt, boolean ofCluster) {

        /** A resource that is charged for every hour. */
        Resource(GcpSku sku, String name, String globalName, String labels, double usage, double discount, boolean ofCluster) {
            this(sku, name, globalName, labels, usage, discount, ALWAYS, ofCluster);
        }

        /** Whether there is a line item for it in an hour of the day. */
        boolean isChargedAt(int hour) {
            return onceAt == ALWAYS || onceAt == hour;
        }

        /** How many hours a line item is for. */
        int hours() {
            return onceAt == ALWAYS ? 1 : 24;
        }
    }

    @Override
    public Infrastructure infrastructure() {
        return Infrastructure.GCP;
    }

    @Override
    public Bill bill(LakeWriter writer) {
        return new GcpBill(this, writer);
    }
}
