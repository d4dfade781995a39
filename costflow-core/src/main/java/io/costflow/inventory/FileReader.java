package io.costflow.inventory;

import io.costflow.day.Contribution;
import io.costflow.day.HeldBack;
import io.costflow.day.LakeFile;
import io.costflow.day.SourceDay;
import io.costflow.inventory.FileOutcome.Ending;
import io.costflow.lineitem.CombinedDay;
import io.costflow.lineitem.LineItemLayout;
import io.costflow.lineitem.LineItemReader;
import io.costflow.lineitem.LineItemReader.CombinedFile;
import io.costflow.lineitem.parquet.UnreadableFileException;
import io.costflow.provider.Layouts;
import io.costflow.retry.Retry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one file whole, or not at all, and makes its contributions. */
final class FileReader {

    /**
     * The outcome of reading a file.
     *
     * @param contributions one for each day that was asked for; none when the file is gone
     * @param problem why it could not be read, or null
     * @param rows its line items
     * @param rowsOutsideMonth rows that were ignored, since their day is not one that the folder may hold
     */
    record Result(List<Contribution> contributions, Ending ending, List<Long> daysFound, HeldBack problem, long rows, long rowsOutsideMonth) {}

    private final Layouts layouts;
    private final Duration budget;

    /**
     * @param budget how long I/O errors are retried
     */
    FileReader(Layouts layouts, Duration budget) {
        this.layouts = layouts;
        this.budget = budget;
    }

    Result read(FileReading reading, ReadAhead.Opening opening) throws InterruptedException {
        LakeFile file = reading.file();
        try {
            Optional<CombinedFile> combined = Retry.within(budget, "Reading " + file.path(), () -> combine(reading, opening));
            return combined.map(c -> combinedResult(reading, c)).orElseGet(FileReader::gone);
        } catch (FileNotFoundException e) {
            return gone();
        } catch (UnreadableException e) {
            UnreadableFileException cause = e.cause;
            return failed(reading, Ending.FAILED, new HeldBack("The file " + file.path() + ": " + cause.getMessage(), file.path(), cause.column()));
        } catch (IOException e) {
            HeldBack problem = new HeldBack(e.getMessage() + " Check the storage; the day is published once the file can be read.", file.path(), null);
            return failed(reading, Ending.UNREACHABLE, problem);
        }
    }

    private Optional<CombinedFile> combine(FileReading reading, ReadAhead.Opening opening) throws IOException {
        LakeFile file = reading.file();
        Set<Long> days = new HashSet<>(reading.days());
        try (ListedFile listed = opening.open()) {
            LineItemLayout layout = layouts.layout(file.report());
            CombinedFile combined = reading.isOfDays()
                    ? LineItemReader.findDays(listed.contents(), layout.timeColumn(), reading.months())
                    : LineItemReader.combine(listed.contents(), layout, reading.months(), days::contains);
            // days that were found out of another version than the listed one are forgotten with the next listing
            return reading.isOfDays() || listed.isAsListed() ? Optional.of(combined) : Optional.empty();
        } catch (UnreadableFileException e) {
            if (!ListedFile.isAsListed(file)) {
                return Optional.empty();
            }
            throw new UnreadableException(e);
        }
    }

    private Result combinedResult(FileReading reading, CombinedFile combined) {
        LineItemLayout layout = layouts.layout(reading.file().report());
        int version = layouts.version(reading.file().report());
        boolean empty = combined.daysFound().isEmpty();
        Optional<Long> nameDay = reading.dayOfName();
        List<Contribution> contributions = new ArrayList<>();
        for (long day : reading.days()) {
            CombinedDay found = combined.days().get(day);
            CombinedDay lineItems = found == null ? CombinedDay.empty(layout) : found;
            boolean belongs = empty ? nameDay.equals(Optional.of(day)) : combined.daysFound().contains(day);
            contributions.add(new Contribution(
                    day(reading, day), reading.revision(), reading.file(), version, belongs, lineItems.rows(), lineItems.encode(), null));
        }
        return new Result(contributions, Ending.READ, List.copyOf(combined.daysFound()), null, combined.rows(), combined.rowsOutsideMonth());
    }

    private Result failed(FileReading reading, Ending ending, HeldBack problem) {
        int version = layouts.version(reading.file().report());
        List<Contribution> contributions = reading.days().stream()
                .map(day -> new Contribution(day(reading, day), reading.revision(), reading.file(), version, true, 0, null, problem))
                .toList();
        return new Result(contributions, ending, List.of(), problem, 0, 0);
    }

    private static Result gone() {
        return new Result(List.of(), Ending.GONE, List.of(), null, 0, 0);
    }

    private static SourceDay day(FileReading reading, long day) {
        return new SourceDay(reading.tenant(), reading.source(), day);
    }

    /** Wrong contents, on the way out of an attempt: no reason to try again. */
    private static final class UnreadableException extends RuntimeException {
        private final UnreadableFileException cause;

        private UnreadableException(UnreadableFileException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
