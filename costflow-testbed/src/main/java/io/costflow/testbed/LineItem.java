package io.costflow.testbed;

import java.time.Instant;

/** What a report says about one hour. */
public sealed interface LineItem permits PodHour, VolumeHour, NodeHour, NamespaceHour, AwsHour, AzureDay, GcpHour {

    /** The start of the hour. */
    Instant hour();
}
