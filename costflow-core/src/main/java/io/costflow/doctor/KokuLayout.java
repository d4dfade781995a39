package io.costflow.doctor;

import io.costflow.doctor.Folders.Entry;
import io.costflow.provider.Providers;
import io.costflow.provider.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Recognizes koku's layout of Parquet files below a folder (storage layout, A.1), and finds it when the folder is a few levels off. */
final class KokuLayout {

    private static final String DAILY = "daily";

    /** The folders of reports below an account's. */
    private static final Set<String> REPORTS = Providers.reports().stream().map(Report::folder).collect(Collectors.toSet());

    private static final Pattern SOURCE_FOLDER = Pattern.compile("source=.+");

    private static final Pattern MONTH_FOLDER = Pattern.compile("(source|year|month)=.+");
    private static final int LEVELS_DOWN = 3;
    private static final int LEVELS_UP = 4;
    private static final int NAMES_SHOWN = 8;

    private final Folders folders;

    KokuLayout(Folders folders) {
        this.folders = folders;
    }

    /** Whether the folder is one as lake.root has to name: accounts and their reports lie in it. */
    boolean isRoot(String folder) throws IOException {
        return !last(folder).equals(DAILY) && hasAccounts(folder);
    }

    /** The folder that was probably meant: the nearest one above or below that is such a folder. */
    Optional<String> likelyRoot(String folder) throws IOException {
        String above = folder;
        for (int level = 0; level < LEVELS_UP && above.indexOf('/', above.indexOf("://") + "://".length() + 1) > 0; level++) {
            above = above.substring(0, above.lastIndexOf('/'));
            if (isRoot(above)) {
                return Optional.of(above);
            }
        }
        List<String> level = List.of(folder);
        for (int depth = 0; depth < LEVELS_DOWN; depth++) {
            level = subfolders(level);
            for (String candidate : level) {
                if (isRoot(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** The names of what lies in a folder, as far as a line of text can hold them. */
    String contents(String folder) throws IOException {
        List<String> names = folders.list(folder).stream().map(Entry::name).sorted().toList();
        if (names.isEmpty()) {
            return "nothing";
        }
        return names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ")) + (names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "");
    }

    /** The newest Parquet file that a search through the newest months finds. */
    Optional<Entry> sample(String root) throws IOException {
        for (Entry account : folders(root)) {
            for (Entry top : account.name().equals(DAILY) ? folders(account.path()) : List.of(account)) {
                Optional<Entry> found = newestBelow(top.path());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Entry> newestBelow(String folder) throws IOException {
        List<Entry> entries = folders.list(folder);
        Optional<Entry> file = entries.stream().filter(entry -> !entry.isFolder() && entry.name().endsWith(".parquet")).max(Comparator.comparing(Entry::name));
        if (file.isPresent()) {
            return file;
        }
        for (Entry inner : entries.stream().filter(Entry::isFolder).sorted(Comparator.comparing(Entry::name).reversed()).toList()) {
            Optional<Entry> found = newestBelow(inner.path());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private boolean hasAccounts(String folder) throws IOException {
        for (Entry account : folders(folder)) {
            if (account.name().equals(DAILY) ? hasAccounts(account.path()) : isAccount(account.path())) {
                return true;
            }
        }
        return false;
    }

    private boolean isAccount(String folder) throws IOException {
        for (Entry provider : folders(folder)) {
            if (isProvider(provider.name()) && folders(provider.path()).stream().anyMatch(inner -> isReport(provider.name(), inner.name()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isProvider(String folder) {
        return REPORTS.stream().anyMatch(report -> report.equals(folder) || report.startsWith(folder + "/"));
    }

    /** Whether a folder of a provider is that of a report, or of a source where the provider has one report alone. */
    private static boolean isReport(String provider, String folder) {
        return REPORTS.contains(provider + "/" + folder) || REPORTS.contains(provider) && SOURCE_FOLDER.matcher(folder).matches();
    }

    private List<String> subfolders(List<String> those) throws IOException {
        List<String> inner = new ArrayList<>();
        for (String folder : those) {
            folders(folder).stream().map(Entry::path).filter(path -> !MONTH_FOLDER.matcher(last(path)).matches()).forEach(inner::add);
        }
        return inner;
    }

    private List<Entry> folders(String folder) throws IOException {
        return folders.list(folder).stream().filter(Entry::isFolder).toList();
    }

    private static String last(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
