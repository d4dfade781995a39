package io.costflow.testbed;

import java.util.Arrays;

/** The sizes of Azure's premium disks, as its meters name them. */
enum AzureDisk {
    P4(32),
    P6(64),
    P10(128),
    P15(256),
    P20(512),
    P30(1024),
    P40(2048);

    private final int gibibytes;

    AzureDisk(int gibibytes) {
        this.gibibytes = gibibytes;
    }

    int gibibytes() {
        return gibibytes;
    }

    /** The smallest that has room for so many GiB. */
    static AzureDisk of(double gibibytes) {
        return Arrays.stream(values()).filter(size -> size.gibibytes >= gibibytes).findFirst().orElse(P40);
    }
}
