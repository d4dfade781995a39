package io.costflow.cli;

import java.util.List;

/**
 * What the doctor found, for programs.
 *
 * @param status the exit status
 * @param problems what is wrong with the configuration; null if it could be read
 * @param findings what was found, in the order of the checks; null if nothing was checked
 */
record DoctorDocument(int status, List<String> problems, List<Found> findings) {

    /**
     * A finding.
     *
     * @param verdict ok, note, problem or skipped
     * @param sentence what was looked at and how it is
     */
    record Found(String verdict, String sentence) {}
}
