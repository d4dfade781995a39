package io.costflow.testbed;

import java.util.List;

/**
 * A generated Azure subscription.
 *
 * @param source its UUID as a source in koku
 * @param alias its name
 * @param resources what it pays for
 */
public record AzureSubscription(String source, String alias, List<Resource> resources) implements CloudAccount {
    static final String ID = "c057f10e-5005-4c41-8710-000000000042";

    /**
     * Something that a subscription pays for, by the day.
     *
     * @param meter what it is
     * @param id the resource's id, or the empty text
     * @param tags its tags as text
     * @param additionalInfo what else is known of it, as JSON
     * @param amount how many units a day, without the number that the unit begins with; of a month, for units by the month
     * @param ofCluster whether its cost must be found on a cluster
     */
    record Resource(AzureMeter meter, String id, String tags, String additionalInfo, double amount, boolean ofCluster) {}

    /** The id of a resource of a kind. */
    static String resource(String type, String name) {
        return "/subscriptions/" + ID + "/resourceGroups/demo/providers/" + type + "/" + name;
    }

    @Override
    public Infrastructure infrastructure() {
        return Infrastructure.AZURE;
    }

    @Override
    public Bill bill(LakeWriter writer) {
        return new AzureBill(this, writer);
    }
}
