package io.costflow.testbed;

/** A generated account at a cloud, which pays for what clusters run on, and for more. */
public sealed interface CloudAccount permits AwsAccount, AzureSubscription, GcpProject {

    /** Its UUID as a source in koku. */
    String source();

    /** Its name. */
    String alias();

    /** The cloud. */
    Infrastructure infrastructure();

    /** Makes up what it is charged. */
    Bill bill(LakeWriter writer);
}
