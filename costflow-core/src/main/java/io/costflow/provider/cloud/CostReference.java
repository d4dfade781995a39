package io.costflow.provider.cloud;

import io.costflow.day.SourceDay;

/** What reference data says of a cloud source's day, as far as all clouds have it. */
public interface CostReference {

    SourceDay day();

    /** The id of the month's bill. */
    int bill();

    /** What is added to every cost, as a fraction. */
    double markup();
}
