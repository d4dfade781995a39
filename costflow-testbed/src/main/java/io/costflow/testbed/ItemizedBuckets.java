package io.costflow.testbed;

import io.costflow.testbed.AwsAccount.Resource;
import java.util.List;

/** Makes up buckets on AWS that each have tags of their own, as {@link PointingTags} has them, and are charged for by five line items a day. */
final class ItemizedBuckets {
    private static final List<AwsProduct> PRODUCTS =
            List.of(AwsProduct.BUCKET, AwsProduct.BUCKET_IN_DEPTH, AwsProduct.BUCKET_WRITES, AwsProduct.BUCKET_READS, AwsProduct.BUCKET_OUT);
    private static final int HOURS = 24;

    private final PointingTags tags;

    ItemizedBuckets(List<DemoCluster> clusters) {
        this.tags = new PointingTags(clusters);
    }

    /** The bucket of a number, as what it is charged for. */
    List<Resource> bucket(int number) {
        String text = tags.text(number);
        boolean ofCluster = tags.isPointing(number);
        return PRODUCTS.stream()
                .map(product -> new Resource(product, "bucket-" + number, "", text, 1 + number % 100, number % HOURS, false, ofCluster))
                .toList();
    }
}
