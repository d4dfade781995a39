package io.costflow.provider;

import io.costflow.day.LakeFile;
import io.costflow.day.Manifest;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the names of a provider's files say (storage layout, A.3).
 *
 * @param sayDay whether a day in a name is the day that koku split the file by
 * @param manifest matches names that say which upload delivered the file, in group 1; null if none does
 */
public record FileNames(boolean sayDay, Pattern manifest) {

    private static final Pattern DAY = Pattern.compile("(?:^|[._-])(\\d{4})-(\\d{2})-(\\d{2})(?=[._-])");
    private static final Pattern DAILY = Pattern.compile("_daily(?=_[^_/]*$)");

    /** The day that koku split the file by; empty for the original names of old operators. */
    public Optional<LocalDate> day(String name) {
        Matcher matcher = DAY.matcher(name);
        if (!sayDay || !matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The manifest that delivered a file of this name; empty if the name does not say it. */
    public Optional<Manifest> manifest(String name) {
        if (manifest == null) {
            return Optional.empty();
        }
        Matcher matcher = manifest.matcher(name);
        return matcher.matches() ? Optional.of(new Manifest(new BigInteger(matcher.group(1)))) : Optional.empty();
    }

    /** Whether several manifests delivered these files, as their names say. */
    public boolean haveSeveralManifests(Collection<LakeFile> files) {
        return files.stream().flatMap(file -> manifest(file.name()).stream()).distinct().skip(1).findAny().isPresent();
    }

    /** The name that an hourly file and its roll-up by day share. */
    public static String withoutDaily(String name) {
        return DAILY.matcher(name).replaceFirst("");
    }
}
