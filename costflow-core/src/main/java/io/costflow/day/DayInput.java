package io.costflow.day;

/** What the inventory source emits: exactly one of the two is set. */
public record DayInput(DayPlan plan, Contribution contribution) {

    public static DayInput of(DayPlan plan) {
        return new DayInput(plan, null);
    }

    public static DayInput of(Contribution contribution) {
        return new DayInput(null, contribution);
    }

    public SourceDay day() {
        return plan != null ? plan.day() : contribution.day();
    }
}
