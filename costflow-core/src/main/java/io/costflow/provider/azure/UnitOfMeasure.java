package io.costflow.provider.azure;

import java.util.regex.Pattern;

/**
 * Azure's unit of measure, such as {@code 100 Hours}: how many units one of the quantity is, and what they are called (Z.2).
 *
 * @param multiplier what the quantity is multiplied by
 * @param name the unit as OpenShift on Azure shows it
 * @param nameOfBill the unit as Azure's own summary shows it
 * @param understood whether it begins with a whole number where it begins with a number; the multiplier is 1 if not
 */
record UnitOfMeasure(long multiplier, String name, String nameOfBill, boolean understood) {

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d{1,10}");

    /** Reads a unit. Virtual machines are metered in blocks of 100 hours, but their quantity is in hours. */
    static UnitOfMeasure of(String text, String meterCategory) {
        if (text == null) {
            return new UnitOfMeasure(1, null, null, true);
        }
        // A text without a space has no second word, which is NULL in SQL and not empty.
        String[] words = text.split(" ", -1);
        String second = words.length > 1 ? words[1] : null;
        String third = words.length > 2 ? words[2] : null;
        boolean counted = NUMBER.matcher(words[0]).matches() && second != null && !second.isEmpty()
                && !(text.equals("100 Hours") && "Virtual Machines".equals(meterCategory));
        boolean understood = !counted || isInteger(words[0]);
        String name = name(text, second, third);
        return new UnitOfMeasure(counted && understood ? Long.parseLong(words[0]) : 1, name, "Hour".equals(second) ? "Hrs" : name, understood);
    }

    private static boolean isInteger(String text) {
        return WHOLE_NUMBER.matcher(text).matches() && Long.parseLong(text) <= Integer.MAX_VALUE;
    }

    private static String name(String text, String second, String third) {
        if ("Hours".equals(second)) {
            return "Hrs";
        }
        if ("GB/Month".equals(second)) {
            return "GB-Mo";
        }
        return second != null && !second.isEmpty() && "".equals(third) ? second : text;
    }
}
