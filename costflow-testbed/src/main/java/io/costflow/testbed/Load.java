package io.costflow.testbed;

import java.time.DayOfWeek;
import java.time.LocalDateTime;

/** How busy a workload is over the day and the week. */
enum Load {
    /** People at work. */
    OFFICE {
        @Override
        double at(LocalDateTime time) {
            if (isWeekend(time)) {
                return 0.08;
            }
            return within(time, 9, 17) ? 0.85 : within(time, 7, 20) ? 0.4 : 0.1;
        }
    },
    /** People at home: in the evening, and more at the weekend. */
    SHOPPING {
        @Override
        double at(LocalDateTime time) {
            double base = within(time, 18, 23) ? 0.9 : within(time, 8, 18) ? 0.5 : 0.15;
            return isWeekend(time) ? Math.min(1.2, base * 1.35) : base;
        }
    },
    /** Jobs that run at night. */
    NIGHTLY {
        @Override
        double at(LocalDateTime time) {
            return within(time, 1, 5) ? 1.1 : 0.03;
        }
    },
    /** The same at all times. */
    STEADY {
        @Override
        double at(LocalDateTime time) {
            return 0.55;
        }
    };

    /** The part of its request that the workload uses on average. */
    abstract double at(LocalDateTime time);

    private static boolean isWeekend(LocalDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static boolean within(LocalDateTime time, int from, int to) {
        return time.getHour() >= from && time.getHour() < to;
    }
}
