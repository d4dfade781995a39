package io.costflow.provider.cloud;

import io.costflow.provider.cloud.CloudLineItem.Product;
import io.costflow.provider.openshift.LabelTexts;

/** A line item in few words: {@code item("i-1").cost(10)} costs 10 by the first measure, 20, 30 and 40 by the others, and has a used amount of 24. */
public final class TestItem {

    private static final LabelTexts TEXTS = new LabelTexts(key -> true);

    private final String resourceId;
    private double[] costs = {0, 0, 0, 0};
    private double usage = 24;
    private String tags = "{}";
    private String costCategory;
    private Direction direction;
    private String currency = "USD";

    private TestItem(String resourceId) {
        this.resourceId = resourceId;
    }

    public static TestItem item(String resourceId) {
        return new TestItem(resourceId);
    }

    public TestItem cost(double first) {
        costs = new double[] {first, 2 * first, 3 * first, 4 * first};
        return this;
    }

    public TestItem usage(double amount) {
        usage = amount;
        return this;
    }

    /** The tags as koku writes them, such as {@code {"app": "shop"}}. */
    public TestItem tags(String json) {
        tags = json;
        return this;
    }

    public TestItem costCategory(String json) {
        costCategory = json;
        return this;
    }

    public TestItem direction(Direction inOrOut) {
        direction = inOrOut;
        return this;
    }

    public TestItem currency(String code) {
        currency = code;
        return this;
    }

    public CloudLineItem item() {
        return new CloudLineItem(
                resourceId,
                new Product("AmazonEC2", "Compute Instance", null, "123", null, "eu-west-1", "Hrs", currency),
                TEXTS.labels(tags),
                tags,
                costCategory,
                direction,
                usage,
                costs);
    }
}
