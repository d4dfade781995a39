package io.costflow.demo;

import java.util.List;

/**
 * A made-up AWS account.
 *
 * @param source its UUID as a source in koku
 * @param id its number
 * @param alias its name
 * @param resources what it pays for
 */
record AwsAccount(String source, String id, String alias, List<Resource> resources) {

    /**
     * Something that an account pays for by the hour.
     *
     * @param product what it is
     * @param id the resource's id, or the empty text
     * @param zone the availability zone, or the empty text
     * @param tags its tags as text
     * @param amount hours in an hour, GiB that a disk has, or GiB that go over the network in a busy hour
     * @param underSavingsPlan whether a savings plan covers it
     * @param ofCluster whether its cost must be found on a cluster
     */
    record Resource(AwsProduct product, String id, String zone, String tags, double amount, boolean underSavingsPlan, boolean ofCluster) {}
}
