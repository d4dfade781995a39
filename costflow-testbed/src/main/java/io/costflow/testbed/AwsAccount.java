package io.costflow.testbed;

import java.util.List;

/**
 * A generated AWS account.
 *
 * @param source its UUID as a source in koku
 * @param id its number
 * @param alias its name
 * @param resources what it pays for
 */
public record AwsAccount(String source, String id, String alias, List<Resource> resources) implements CloudAccount {

    /**
     * Something that an account pays for, by the hour or by the day.
     *
     * @param product what it is
     * @param id the resource's id, or the empty text
     * @param zone the availability zone, or the empty text
     * @param tags its tags as text
     * @param amount hours in an hour, GiB that a disk has, or GiB that go over the network in a busy hour
     * @param onceAt the hour in which it is charged for the whole day, or null when every hour is charged for by itself
     * @param underSavingsPlan whether a savings plan covers it
     * @param ofCluster whether its cost must be found on a cluster
     */
    record Resource(
            AwsProduct product, String id, String zone, String tags, double amount, Integer onceAt, boolean underSavingsPlan, boolean ofCluster) {

        /** A resource that is charged for every hour. */
        Resource(AwsProduct product, String id, String zone, String tags, double amount, boolean underSavingsPlan, boolean ofCluster) {
            this(product, id, zone, tags, amount, null, underSavingsPlan, ofCluster);
        }

        /** Whether there is a line item for it in an hour of the day. */
        boolean isChargedAt(int hour) {
            return onceAt == null || onceAt == hour;
        }

        /** How many hours a line item is for. */
        int hours() {
            return onceAt == null ? 1 : 24;
        }
    }

    @Override
    public Infrastructure infrastructure() {
        return Infrastructure.AWS;
    }

    @Override
    public AwsBill bill(LakeWriter writer) {
        return new AwsBill(this, writer);
    }

    /** What there is a line item for in an hour of the day. */
    List<Resource> chargedAt(int hour) {
        return resources.stream().filter(resource -> resource.isChargedAt(hour)).toList();
    }
}
