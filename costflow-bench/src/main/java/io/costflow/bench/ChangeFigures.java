package io.costflow.bench;

import io.costflow.bench.LookLog.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What was measured of one run that goes on. */
final class ChangeFigures {

    /** A change: seconds from the upload's end to the end of the poll that saw it, and from there to the commit. */
    record Latency(double seen, double committed) {}

    /** Changes in a lake that koku's manifests describe. */
    static final class Described {
        /** Seconds from koku's commit to that of the rows. */
        final List<Double> seconds = new ArrayList<>();
        /** Listings because of all changes. */
        int lists;
        /** Listings while nothing changed. */
        int idleLists;
    }

    /** From the start until every day was reported. */
    Measurement start;

    /** While nothing changed. */
    Measurement idle;

    /** After a collection of garbage. */
    Measurement collected;

    /** The polls while nothing changed. */
    List<Look> looks;

    /** Requests for objects while nothing changed. */
    int idleObjectRequests;

    /** Listings besides those of polls, because of all changes. */
    int listsApart;

    /** Requests for objects because of all changes. */
    int objectRequests;

    /** How many objects these were about. */
    int objects;

    /** Days that were reported because of all changes. */
    int days;

    final List<Latency> changes = new ArrayList<>();

    /** CPU-seconds of a poll of an unchanged lake, with all that Flink does meanwhile. */
    double cpuPerLook() {
        return idle.cpuSeconds() / looks.size();
    }

    double lookSeconds() {
        return Series.median(looks.stream().mapToDouble(Look::seconds));
    }

    double listsPerLook() {
        return looks.stream().mapToInt(Look::lists).average().orElse(Double.NaN);
    }

    /** The median over all changes but the first. */
    double latency(ToDoubleFunction<Latency> value) {
        return Series.median(changes.stream().skip(1).mapToDouble(value));
    }
}
