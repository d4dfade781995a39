package io.costflow.job;

import io.costflow.day.SourceDay;
import io.costflow.testbed.EmbeddedDatabase;
import java.time.LocalDate;
import java.util.List;

/** The sources of the tests of continuous runs: clusters, and the AWS account that pays for all of their machines. */
enum FleetSource {
    ALPHA("00000000-0000-0000-0000-0000000000a1"),
    BRAVO("00000000-0000-0000-0000-0000000000b2"),
    /** Does not run on the account at first. */
    CHARLIE("00000000-0000-0000-0000-0000000000c3"),
    /** Is no source at first. */
    DELTA("00000000-0000-0000-0000-0000000000d4"),
    AWS("00000000-0000-0000-0000-0000000000aa");

    static final String TENANT = EmbeddedDatabase.TENANT;
    static final List<FleetSource> CLUSTERS = List.of(ALPHA, BRAVO, CHARLIE, DELTA);

    private final String uuid;

    FleetSource(String uuid) {
        this.uuid = uuid;
    }

    String uuid() {
        return uuid;
    }

    /** What its names begin with. */
    String shortName() {
        return name().toLowerCase();
    }

    /** The name of one of a cluster's two nodes. */
    String node(int number) {
        return shortName() + "-n" + number;
    }

    /** The id of the machine that a node runs on. */
    String machine(int number) {
        return "i-" + shortName() + number;
    }

    /** The volume of a cluster's database. */
    String disk() {
        return "vol-" + shortName();
    }

    SourceDay on(LocalDate day) {
        return SourceDay.of(TENANT, uuid, day);
    }

    static FleetSource of(SourceDay day) {
        for (FleetSource source : values()) {
            if (source.uuid.equals(day.source())) {
                return source;
            }
        }
        throw new IllegalArgumentException("No source of the tests has the UUID " + day.source() + ".");
    }
}
