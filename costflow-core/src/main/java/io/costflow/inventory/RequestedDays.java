package io.costflow.inventory;

import io.costflow.day.LakeFile;
import io.costflow.day.DayPlan;
import io.costflow.day.OutputPeriod;
import io.costflow.day.SourceDay;
import io.costflow.provider.CorrelatedOutput;
import io.costflow.provider.Output;
import io.costflow.provider.Providers;
import io.costflow.provider.WantedOutputs;
import io.costflow.publish.EnsureRequest;
import io.costflow.publish.EnsuredPeriods.Standing;
import io.costflow.publish.SourceModes;
import io.costflow.publish.WriteRule;
import io.costflow.settings.SourceMode;
import io.costflow.settings.SourceSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests that the job works on: which can be fulfilled, which days each is about, and whether these are right by now. A day is right when it was compared
 * with the tables by a plan at least as new as the request. Requests for the same days share their plans.
 */
final class RequestedDays {

    /** How long the missing part of a delivery is waited for before a day that is held back counts as answered. */
    static final Duration UPLOAD = Duration.ofSeconds(60);

    /** After which time a day is planned again that should have been compared with the tables by now. */
    static final Duration AGAIN = Duration.ofSeconds(60);

    /** How often the files of days are listed again that are held back while a delivery may be under way. */
    static final Duration LIST_AGAIN = Duration.ofSeconds(2);

    /**
     * What is to be done next.
     *
     * @param takeUp requests whose files are to be listed and whose days are to be planned
     * @param done requests that are fulfilled
     * @param failed requests that cannot be fulfilled, each with the reason
     * @param unknownSource whether a request names a source that the last poll has not seen
     */
    record Step(List<EnsureRequest> takeUp, List<Done> done, Map<EnsureRequest, String> failed, boolean unknownSource) {}

    /**
     * A request that is fulfilled.
     *
     * @param heldBack days that hold their last good revision, each with the reason
     */
    record Done(EnsureRequest request, Map<OutputPeriod, String> heldBack) {}

    /** A request, or the part of it that is worked on, whose days are planned: by {@code revision} or a newer plan they are to be compared with the tables. */
    private record Work(EnsureRequest request, Set<OutputPeriod> periods, long revision, Instant planned) {}

    private final WantedOutputs outputs;
    private final WriteRule rule;
    private final Map<UUID, Work> underWay = new LinkedHashMap<>();
    private final Map<UUID, Instant> unknownSince = new HashMap<>();
    /** Of requests that are answered part by part: the days of former parts that are held back, each with the reason. */
    private final Map<UUID, Map<OutputPeriod, String>> heldBackBefore = new HashMap<>();

    /**
     * @param outputs what is published
     * @param rule who writes what the tables say nothing of
     */
    RequestedDays(WantedOutputs outputs, WriteRule rule) {
        this.outputs = outputs;
        this.rule = rule;
    }

    /** The periods that are being worked on. */
    Set<OutputPeriod> periods() {
        return underWay.values().stream().flatMap(work -> work.periods().stream()).collect(Collectors.toSet());
    }

    /** The periods that are being worked on, each with the revision of reference data that it needs. */
    Map<OutputPeriod, Long> references() {
        Map<OutputPeriod, Long> references = new HashMap<>();
        underWay.values().forEach(work -> work.periods().forEach(period -> references.merge(period, work.request().referenceRevision(), Math::max)));
        return references;
    }

    /** The periods outside the window that are being worked on, and those of requests that are taken up now. */
    Set<OutputPeriod> outside(Collection<EnsureRequest> takenUp, WindowView view) {
        Set<UUID> now = takenUp.stream().map(EnsureRequest::id).collect(Collectors.toSet());
        Set<OutputPeriod> outside = new HashSet<>();
        underWay.values().stream().map(Work::request).filter(request -> !now.contains(request.id())).forEach(request -> outside.addAll(periods(request)));
        takenUp.forEach(request -> outside.addAll(periods(request)));
        outside.removeIf(view::isInWindow);
        return outside;
    }

    private static boolean isOutside(EnsureRequest request, WindowView view) {
        Output output = Providers.output(request.output());
        return Stream.of(request.from(), request.to()).anyMatch(day -> !view.isInWindow(output.period(SourceDay.of(request.tenant(), request.source(), day))));
    }

    /** The days of a request from one on, to the end of the month: days outside the window are held in state month by month. */
    private static EnsureRequest part(EnsureRequest request, LocalDate from) {
        LocalDate end = YearMonth.from(from).atEndOfMonth();
        return request.between(from, end.isBefore(request.to()) ? end : request.to());
    }

    /**
     * Decides what is to be done about the open requests. A request for days outside the window waits while the window's own work is under way, and for older ones.
     *
     * @param listing the last complete poll of the lake
     * @param busy whether files of the window are being read
     */
    Step next(RequestDesk.Poll poll, WindowView view, InventoryState state, Listing listing, Instant now, boolean busy) {
        Set<UUID> open = poll.open().stream().map(EnsureRequest::id).collect(Collectors.toSet());
        underWay.keySet().retainAll(open);
        heldBackBefore.keySet().retainAll(open);
        List<EnsureRequest> outside = new ArrayList<>();
        unknownSince.keySet().retainAll(open);
        Step step = new Step(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), false);
        boolean unknown = false;
        for (EnsureRequest request : poll.open()) {
            Work work = underWay.get(request.id());
            if (!now.isBefore(request.expiresAt())) {
                step.failed().put(request, expired(request, work));
            } else if (work != null) {
                proceed(request, work, poll.standings(), view, state, listing, now, busy, step);
            } else if (request.referenceRevision() > 0) {
                Optional<SourceSettings> source = source(request.tenant(), request.source(), view);
                if (source.isEmpty() && unknownSince.computeIfAbsent(request.id(), id -> now).isAfter(listing.at().minusMillis(1))) {
                    unknown = true;
                } else {
                    refusal(request, source.orElse(null), poll.modes()).ifPresentOrElse(
                            reason -> step.failed().put(request, reason), () -> (isOutside(request, view) ? outside : step.takeUp()).add(request));
                }
            }
        }
        step.failed().keySet().forEach(request -> underWay.remove(request.id()));
        step.done().forEach(done -> underWay.remove(done.request().id()));
        if (!busy && step.takeUp().isEmpty() && !outside.isEmpty() && underWay.values().stream().noneMatch(work -> isOutside(work.request(), view))) {
            EnsureRequest oldest = outside.get(0);
            outside.stream().filter(other -> isOfTheDays(oldest, other)).forEach(other -> step.takeUp().add(part(other, other.from())));
        }
        return new Step(step.takeUp(), step.done(), step.failed(), unknown);
    }

    private static boolean isOfTheDays(EnsureRequest one, EnsureRequest other) {
        return one.tenant().equals(other.tenant()) && one.from().equals(other.from()) && one.to().equals(other.to());
    }

    private void proceed(
            EnsureRequest request, Work work, Map<OutputPeriod, Standing> standings, WindowView view, InventoryState state, Listing listing, Instant now, boolean busy, Step step) {
        Map<OutputPeriod, String> heldBack = new LinkedHashMap<>();
        boolean right = true;
        boolean mayBeUploading = false;
        for (OutputPeriod period : work.periods()) {
            Standing standing = standings.getOrDefault(period, Standing.NONE);
            if (standing.planRevision() < work.revision()) {
                right &= hasNothing(period, view, state);
            } else if (standing.heldBack() != null) {
                heldBack.put(period, standing.heldBack());
                mayBeUploading |= mayBeUploading(period, work.request(), view, state, listing, now);
            }
        }
        if (right && !mayBeUploading) {
            heldBackBefore.computeIfAbsent(request.id(), id -> new LinkedHashMap<>()).putAll(heldBack);
            boolean last = !work.request().to().isBefore(request.to());
            if (!last && !busy) {
                step.takeUp().add(part(request, work.request().to().plusDays(1)));
            } else if (last) {
                step.done().add(new Done(request, heldBackBefore.remove(request.id())));
            }
        } else if (Duration.between(work.planned(), now).compareTo(right ? LIST_AGAIN : AGAIN) > 0) {
            step.takeUp().add(work.request());
        }
    }

    /**
     * Whether the days of a source are known, and this one has neither files nor published rows that a plan takes care of. A day that has left the window since it
     * was asked for is not known; of a source that is gone nothing is left to do.
     */
    private static boolean hasNothing(OutputPeriod period, WindowView view, InventoryState state) {
        if (!view.covers(period)) {
            return source(period.tenant(), period.source(), view).isEmpty();
        }
        boolean planned = state.planned(period).flatMap(plan -> plan.output(period.output())).isPresent();
        return !planned && group(view, period.day()).stream().allMatch(state.inventory()::knows);
    }

    private static List<SourceMonth> group(WindowView view, SourceDay day) {
        return view.month(day).stream().flatMap(month -> view.groupsOf(List.of(month)).stream()).flatMap(group -> group.members().stream()).toList();
    }

    /**
     * Whether a part of a delivery may come that the day lacks. Koku's manifests say so, as they were read with a poll that came after the newest file of the day; where
     * they do not, what is young is waited for.
     */
    private static boolean mayBeUploading(OutputPeriod period, EnsureRequest request, WindowView view, InventoryState state, Listing listing, Instant now) {
        Instant newest = Instant.ofEpochMilli(state.planned(period).map(DayPlan::files).orElse(List.of()).stream().mapToLong(LakeFile::modified).max().orElse(0));
        boolean young = Duration.between(newest, now).compareTo(UPLOAD) < 0 && Duration.between(request.askedAt(), now).compareTo(UPLOAD) < 0;
        return young && !(newest.isBefore(listing.at()) && isWritten(period, view, listing.complete()));
    }

    /** Whether all files of a source, and of the clusters that its days are attributed to, are written. */
    private static boolean isWritten(OutputPeriod period, WindowView view, Set<String> complete) {
        return complete.contains(period.source()) && group(view, period.day()).stream().allMatch(member -> complete.contains(member.source().uuid()));
    }

    private static Optional<SourceSettings> source(String tenant, String uuid, WindowView view) {
        return view.months().values().stream()
                .map(SourceMonth::source)
                .filter(source -> source.tenant().equals(tenant) && source.uuid().equals(uuid))
                .findFirst();
    }

    private Optional<String> refusal(
            EnsureRequest request, SourceSettings source, Map<String, Map<String, Map<String, SourceMode>>> modes) {
        if (source == null) {
            return Optional.of("The source " + request.tenant() + "/" + request.source() + " is none of the job's: it is not in the configuration, or, in koku's tables,"
                    + " not active, paused, or of a kind that is not summarised.");
        }
        Optional<Output> output = Providers.of(source).outputs().stream().filter(known -> known.id().equals(request.output())).findFirst();
        if (output.isEmpty()) {
            return Optional.of("A source of the kind " + source.type() + " has no output " + request.output() + "; it has "
                    + Providers.of(source).outputs().stream().map(Output::id).collect(Collectors.joining(", ")) + ".");
        }
        if (!outputs.isPublished(source, output.get())) {
            return Optional.of("The output " + request.output() + " is not published of the source: outputs does not name it.");
        }
        if (request.to().isBefore(request.from())) {
            return Optional.of("The last day " + request.to() + " is before the first day " + request.from() + ".");
        }
        SourceMode mode = SourceModes.of(modes.getOrDefault(request.tenant(), Map.of()), request.source(), request.output()).orElse(rule.usual());
        return mode.isWritten()
                ? Optional.empty()
                : Optional.of("The output " + request.output() + " of the source is in mode " + mode.text() + " (" + SourceModes.NAME + ", serve.mode), so that Costflow does"
                        + " not write it.");
    }

    private static String expired(EnsureRequest request, Work work) {
        return "The days were not right in the tables by " + request.expiresAt() + ". "
                + (work == null ? "The job has not planned them." : "They are planned at revision " + work.revision() + "; costflow_status says how each day stands.");
    }

    /** The months whose folders may hold line items of the days of requests, or of clusters whose days these are attributed to. */
    static Set<SourceMonth> months(Collection<EnsureRequest> requests, WindowView view) {
        Set<SourceMonth> months = new LinkedHashSet<>();
        for (EnsureRequest request : requests) {
            boolean attributed = Providers.output(request.output()) instanceof CorrelatedOutput;
            for (YearMonth month = YearMonth.from(request.from()); !month.isAfter(YearMonth.from(request.to())); month = month.plusMonths(1)) {
                SourceMonth own = view.months().get(SourceMonth.key(request.tenant(), request.source(), month));
                if (own != null && attributed) {
                    view.groupsOf(List.of(own)).forEach(group -> months.addAll(group.members()));
                } else if (own != null) {
                    months.add(own);
                }
            }
        }
        return view.around(months);
    }

    /** The periods that a request is about. */
    static Set<OutputPeriod> periods(EnsureRequest request) {
        Set<OutputPeriod> periods = new LinkedHashSet<>();
        for (LocalDate day = request.from(); !day.isAfter(request.to()); day = day.plusDays(1)) {
            periods.add(Providers.output(request.output()).period(SourceDay.of(request.tenant(), request.source(), day)));
        }
        return periods;
    }

    /** The days of source and clusters whose files count as they are now, however young they are. */
    static Set<SourceDay> days(Collection<EnsureRequest> requests, WindowView view) {
        Set<SourceDay> days = new HashSet<>();
        for (EnsureRequest request : requests) {
            for (OutputPeriod period : periods(request)) {
                List<SourceMonth> members = group(view, period.day());
                for (long day = period.start(); day <= period.to().toEpochDay(); day++) {
                    days.add(new SourceDay(period.tenant(), period.source(), day));
                    for (SourceMonth member : members) {
                        days.add(member.day(day));
                    }
                }
            }
        }
        return days;
    }

    /**
     * Takes a request up: its periods are to be compared with the tables by plans of this revision or newer ones. One that is taken up again keeps its revision,
     * so that plans which are still under way count.
     */
    void begin(EnsureRequest request, long revision, Instant now) {
        Work before = underWay.get(request.id());
        boolean again = before != null && before.request().from().equals(request.from());
        underWay.put(request.id(), new Work(request, periods(request), again ? before.revision() : revision, now));
    }

    /** Whether a period was compared with the tables by its newest plan and by reference data that the request has seen, so that equal counts of rows are enough. */
    static boolean isSettled(OutputPeriod period, EnsureRequest request, Standing standing, InventoryState state) {
        return standing.heldBack() == null && standing.referenceRevision() >= request.referenceRevision()
                && state.planned(period).map(DayPlan::revision).orElse(Long.MAX_VALUE) <= standing.planRevision();
    }

    /** The periods of a request that were found right without being planned again need not be waited for. */
    void isRight(EnsureRequest request, Set<OutputPeriod> right) {
        Work work = underWay.get(request.id());
        Set<OutputPeriod> others = new LinkedHashSet<>(work.periods());
        others.removeAll(right);
        underWay.put(request.id(), new Work(request, others, work.revision(), work.planned()));
    }
}
