package io.costflow.job;

import io.costflow.inventory.WarningListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs warnings: on a cluster nobody waits for them. */
final class LoggedWarnings implements WarningListener {

    static final LoggedWarnings INSTANCE = new LoggedWarnings();

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(LoggedWarnings.class);

    private LoggedWarnings() {}

    @Override
    public void warn(String warning) {
        LOG.warn(warning);
    }
}
