package io.costflow.demo.live;

import java.time.Instant;

/**
 * What the status table says of a day.
 *
 * @param revision the published revision, in microseconds since 1970; 0 when the day was never published
 * @param publishedAt when it was published, or null
 * @param written rows that were inserted or updated
 * @param deleted rows that were deleted
 * @param kept rows that were right already
 * @param heldBack why a newer revision is held back, or null
 * @param file the file that holds it back, or null
 */
public record DayState(long revision, Instant publishedAt, long written, long deleted, long kept, String heldBack, String file) {

    /** A day that the status table does not know. */
    static final DayState UNKNOWN = new DayState(0, null, 0, 0, 0, null, null);

    /** Whether users see rows of it. */
    boolean isPublished() {
        return revision > 0;
    }

    /** Whether something newer than what users see cannot be published. */
    boolean isHeldBack() {
        return heldBack != null;
    }
}
