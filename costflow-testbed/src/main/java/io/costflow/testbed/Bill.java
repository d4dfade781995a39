package io.costflow.testbed;

import java.io.IOException;
import java.time.LocalDate;

/** Makes up what an account at a cloud is charged. */
public interface Bill {

    /** Writes the line items of a day. */
    void write(LocalDate day) throws IOException;
}
