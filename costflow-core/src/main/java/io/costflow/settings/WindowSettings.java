package io.costflow.settings;

import java.io.Serializable;
import java.time.LocalDate;

/** Which days are looked at. */
public sealed interface WindowSettings extends Serializable permits DayRange, RecentMonths {

    /** The days on a date (UTC). */
    DayRange on(LocalDate today);
}
