package io.costflow.bench;

/** Who is measured. */
enum Contender {
    /** {@link CostflowWork}. */
    COSTFLOW,
    /** {@link FloorWork}. */
    FLOOR
}
