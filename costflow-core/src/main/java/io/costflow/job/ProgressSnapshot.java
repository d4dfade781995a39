package io.costflow.job;

/**
 * How far a run is.
 *
 * @param filesDone files that were read
 * @param filesTotal files of the window, as far as it is listed
 * @param bytesDone their size
 * @param bytesTotal the size of all files
 * @param rowsRead line items that were read
 * @param daysDone days that ended, published or held back
 * @param daysTotal days that have files
 * @param daysHeldBack days that ended without being published
 */
public record ProgressSnapshot(
        long filesDone, long filesTotal, long bytesDone, long bytesTotal, long rowsRead, long daysDone, long daysTotal, long daysHeldBack) {

    /** How much of the work is done, from 0 to 1: reading and publishing count half each. */
    public double fraction() {
        if (daysTotal == 0) {
            return 0;
        }
        double read = bytesTotal == 0 ? 1 : (double) bytesDone / bytesTotal;
        double published = (double) daysDone / daysTotal;
        return Math.min(1, (read + published) / 2);
    }
}
