package io.costflow.inventory;

import java.io.Serializable;

/** Is told what is odd about the window but no error. */
public interface WarningListener extends Serializable {

    /**
     * Takes a warning.
     *
     * @param warning a full sentence or several, about one source or day
     */
    void warn(String warning);
}
