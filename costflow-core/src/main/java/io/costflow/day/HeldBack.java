package io.costflow.day;

/**
 * Why a day, or what a file gives to it, cannot be published now. The last good revision of the day stays.
 *
 * @param reason a full sentence: what is wrong and what to do about it
 * @param file the path of the file that is wrong, or null when it is not about one file
 * @param column the column that is wrong, or null
 */
public record HeldBack(String reason, String file, String column) implements java.io.Serializable {

    public static HeldBack because(String reason) {
        return new HeldBack(reason, null, null);
    }
}
