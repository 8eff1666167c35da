package io.homelabhub.backup.store;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which backups stay. Each rule keeps the newest of each period, for so many periods that have any; what any rule keeps stays.
 * Periods are those of the zone in which people live.
 *
 * @param last how many of the newest
 * @param daily for how many days
 * @param weekly for how many ISO weeks
 * @param monthly for how many months
 */
public record Retention(int last, int daily, int weekly, int monthly) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException for a number below zero, or if nothing would be kept
     */
    public Retention {
        if (last < 0 || daily < 0 || weekly < 0 || monthly < 0) {
            throw new IllegalArgumentException("a number of backups to keep is below zero");
        }
        if (last + daily + weekly + monthly == 0) {
            throw new IllegalArgumentException("nothing would be kept; say what to keep, as --keep-last 7");
        }
    }

    /**
     * What becomes of one backup.
     *
     * @param backup the one
     * @param reasons why it stays, as {@code last} or {@code daily 2026-11-30}; it goes if there are none
     */
    public record Fate(StoredBackup backup, List<String> reasons) {
        public Fate {
            reasons = List.copyOf(reasons);
        }

        /** Whether it stays. */
        public boolean stays() {
            return !reasons.isEmpty();
        }
    }

    /** Backups that can stand for one another: of one project, and of the same that was asked for. */
    private record Scope(String project, List<String> names) {
        static Scope of(StoredBackup backup) {
            return new Scope(backup.manifest().project(), backup.manifest().names());
        }
    }

    /**
     * What becomes of each, the newest first. The rules hold for each project and for each choice of services by itself: a backup of one service takes
     * no place of one of everything. Incomplete ones take nobody's place: they stay as long as no newer complete one is there. The newest that is
     * verified always stays.
     */
    public List<Fate> fates(List<StoredBackup> backups, ZoneId zone) {
        return backups.stream()
                .collect(Collectors.groupingBy(Scope::of, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(alike -> fatesOfAlike(alike, zone).stream())
                .sorted(Comparator.comparing(
                                (Fate fate) -> fate.backup().manifest().created())
                        .reversed())
                .toList();
    }

    private List<Fate> fatesOfAlike(List<StoredBackup> backups, ZoneId zone) {
        List<StoredBackup> newestFirst = new ArrayList<>(backups);
        newestFirst.sort(
                Comparator.comparing((StoredBackup backup) -> backup.manifest().created())
                        .reversed());
        List<StoredBackup> complete = newestFirst.stream()
                .filter(backup -> backup.manifest().isComplete())
                .toList();
        List<Set<String>> reasons = new ArrayList<>();
        newestFirst.forEach(backup -> reasons.add(new TreeSet<>()));
        complete.stream().limit(last).forEach(backup -> reasons.get(newestFirst.indexOf(backup))
                .add("last"));
        Function<StoredBackup, ZonedDateTime> time =
                backup -> at(backup.manifest().created(), zone);
        keep(
                complete,
                newestFirst,
                reasons,
                daily,
                backup -> "daily " + time.apply(backup).toLocalDate());
        keep(complete, newestFirst, reasons, weekly, backup -> "weekly " + week(time.apply(backup)));
        keep(complete, newestFirst, reasons, monthly, backup -> "monthly " + month(time.apply(backup)));
        complete.stream()
                .filter(backup -> backup.verified().isPresent())
                .findFirst()
                .ifPresent(backup -> reasons.get(newestFirst.indexOf(backup)).add("last verified"));
        for (StoredBackup backup : newestFirst) {
            if (backup.manifest().isComplete()) {
                break;
            }
            reasons.get(newestFirst.indexOf(backup)).add("newer than any that is complete");
        }
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            fates.add(new Fate(newestFirst.get(i), List.copyOf(reasons.get(i))));
        }
        return fates;
    }

    private static void keep(
            List<StoredBackup> complete,
            List<StoredBackup> all,
            List<Set<String>> reasons,
            int periods,
            Function<StoredBackup, String> period) {
        Set<String> seen = new HashSet<>();
        for (StoredBackup backup : complete) {
            String name = period.apply(backup);
            if (seen.size() < periods && seen.add(name)) {
                reasons.get(all.indexOf(backup)).add(name);
            }
        }
    }

    private static ZonedDateTime at(Instant time, ZoneId zone) {
        return time.atZone(zone);
    }

    private static String week(ZonedDateTime time) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                time.get(IsoFields.WEEK_BASED_YEAR),
                time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static String month(ZonedDateTime time) {
        return time.toLocalDate().toString().substring(0, 7);
    }
}
