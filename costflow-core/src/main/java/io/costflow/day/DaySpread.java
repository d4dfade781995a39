package io.costflow.day;

/**
 * Hash codes that spread days evenly over the subtasks of a job. Days of one source follow each other, and with a hash as good as random six of ten of them may go to one of two subtasks. Here each day is a golden
 * section of the groups further than the day before, so that any number of days in a row is spread as evenly as it can be, over any number of subtasks.
 *
 * <p>Flink numbers the group of a key by a Murmur hash of the key's hash code. All steps of that hash can be undone; so the hash code is the one that Flink makes the wanted number of. State is kept by group: what is
 * computed here may never change.
 */
final class DaySpread {
    private static final int GOLDEN_SECTION = 0x9E3779B9;
    private static final int GROUPS_OF_A_KIND = Integer.MAX_VALUE / SourceDay.GROUPS;

    private DaySpread() {}

    /**
     * The hash code of a day.
     *
     * @param source any hash code of its source
     */
    static int hash(int source, long epochDay) {
        int start = mixed(source);
        int place = start + (int) epochDay * GOLDEN_SECTION;
        long group = Integer.toUnsignedLong(place) * SourceDay.GROUPS >>> Integer.SIZE;
        // one of the many numbers of the group, so that days of one group still have hash codes of their own
        long kind = Integer.toUnsignedLong(mixed(place)) % GROUPS_OF_A_KIND;
        return beforeMurmur((int) (group + SourceDay.GROUPS * kind));
    }

    private static int mixed(int value) {
        int mixed = (value ^ value >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        return mixed ^ mixed >>> 16;
    }

    /** The hash code that Flink's Murmur hash turns into a number that is not negative: its steps backwards, each multiplication by the inverse of its factor modulo 2^32. */
    private static int beforeMurmur(int number) {
        int hash = unmixed(number) ^ Integer.BYTES;
        hash = (hash - 0xE6546B64) * 0xCCCCCCCD;
        hash = Integer.rotateRight(hash, 13) * 0x56ED309B;
        return Integer.rotateRight(hash, 15) * 0xDEE13BB1;
    }

    private static int unmixed(int value) {
        int before = (value ^ value >>> 16) * 0x7ED1B41D;
        before = (before ^ before >>> 13 ^ before >>> 26) * 0xA5CB9243;
        return before ^ before >>> 16;
    }
}
