package io.costflow.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a continuous run keeps up with changes.
 *
 * @param poll how often the lake and koku's reference tables are looked at
 * @param settle how long a day's files must have been left alone before the day is computed again: the writer deletes first and writes after
 * @param emptyAfter how long all files of a day must have been gone before the day is published empty
 * @param outageBudget how long the lake may fail to be listed before the job fails
 */
public record ContinuousSettings(Duration poll, Duration settle, Duration emptyAfter, Duration outageBudget) implements Serializable {}
