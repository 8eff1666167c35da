package io.homelabhub.cli.timer;

import io.homelabhub.job.Timetable;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.schedule.TimerText;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files by which cron or systemd run what a project does by itself: {@code homelab jobs fire} at each job's times, {@code homelab backup
 * --due} at those of backups.
 *
 * @param timetable what runs by itself
 * @param call the program and the options that are the same for all, absolute
 * @param folder in which it is called
 * @param environment what it needs of the environment, as {@code DOCKER_HOST}
 */
public record TimerFiles(Timetable timetable, List<String> call, Path folder, Map<String, String> environment) {
    private static final String MARK = "# Written by `homelab jobs install` for project ";

    /**
     * What is run by itself.
     *
     * @param unit what its files are called after {@code homelab-PROJECT}; no job's name begins with a colon
     * @param title as people are told of it
     * @param command what is typed after the program's name
     */
    private record Entry(String unit, String title, String command, List<Schedule> schedules) {}

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        timetable
                .jobs()
                .forEach((job, triggers) ->
                        entries.add(new Entry("-" + job, "Job " + job, "jobs fire " + job, triggers.schedules())));
        timetable
                .backups()
                .ifPresent(
                        schedule -> entries.add(new Entry(":backup", "The backup", "backup --due", List.of(schedule))));
        return entries;
    }

    /** Whether a file is one of those of a project. */
    static boolean isOf(String project, String content) {
        return content.startsWith(MARK + project + ".\n");
    }

    /** Those of the files that are timers, as {@code systemctl} is told them; it takes patterns only of what it has loaded. */
    public static String timers(Collection<Path> files) {
        return files.stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.endsWith(".timer"))
                .collect(Collectors.joining(" "));
    }

    /** All timers of a project that are loaded, as a pattern for {@code systemctl stop}. */
    public static String units(String project) {
        return "'homelab-" + project + "[-:]*.timer'";
    }

    private String mark() {
        return MARK + timetable.project() + ".\n";
    }

    /** For {@code /etc/cron.d}: one file, with the user of each line. */
    public SortedMap<Path, String> cron(Path directory, String user, ZoneId machine, Instant now) {
        StringBuilder text = new StringBuilder(mark());
        text.append("SHELL=/bin/sh\n");
        new TreeMap<>(environment).forEach((name, value) -> text.append(name + "=" + value + "\n"));
        entries().forEach(entry -> entry.schedules().stream()
                .flatMap(schedule -> TimerText.cron(schedule, machine, now).stream())
                .distinct()
                .forEach(times -> text.append("%s %s cd %s && %s %s%n"
                        .formatted(
                                times,
                                user,
                                percents(quoted(folder.toString())),
                                percents(words(call)),
                                entry.command()))));
        SortedMap<Path, String> files = new TreeMap<>();
        files.put(directory.resolve("homelab-" + timetable.project()), text.toString());
        return files;
    }

    /** A line break in the eyes of cron. */
    private static String percents(String text) {
        return text.replace("%", "\\%");
    }

    /** A service and a timer for each. */
    public SortedMap<Path, String> systemd(Path directory) {
        SortedMap<Path, String> files = new TreeMap<>();
        entries().forEach(entry -> {
            String name = "homelab-" + timetable.project() + entry.unit();
            files.put(directory.resolve(name + ".service"), service(entry));
            files.put(directory.resolve(name + ".timer"), timer(entry));
        });
        return files;
    }

    private String service(Entry entry) {
        return mark()
                + "[Unit]\nDescription=" + entry.title() + " of project " + timetable.project() + "\n\n"
                + "[Service]\nType=oneshot\nWorkingDirectory=" + specifiers(folder.toString()) + "\n"
                + new TreeMap<>(environment)
                        .entrySet().stream()
                                .map(variable -> "Environment=\""
                                        + specifiers(variable.getKey() + "=" + variable.getValue()) + "\"\n")
                                .collect(Collectors.joining())
                + "ExecStart="
                + specifiers(call.stream().map(TimerFiles::unitWord).collect(Collectors.joining(" ")))
                + " " + entry.command() + "\nTimeoutStartSec=infinity\nKillMode=process\n";
    }

    private String timer(Entry entry) {
        boolean persistent =
                entry.schedules().stream().anyMatch(schedule -> schedule.missedFires() == Schedule.MissedFires.ONE);
        return mark()
                + "[Unit]\nDescription=When "
                + entry.title().toLowerCase(Locale.ROOT) + " of project " + timetable.project() + " is due\n\n[Timer]\n"
                + entry.schedules().stream()
                        .flatMap(schedule -> TimerText.systemd(schedule).stream())
                        .distinct()
                        .map(calendar -> "OnCalendar=" + calendar + "\n")
                        .collect(Collectors.joining())
                + "AccuracySec=1s\nPersistent=" + persistent + "\n\n[Install]\nWantedBy=timers.target\n";
    }

    private static String specifiers(String text) {
        return text.replace("%", "%%");
    }

    private static String unitWord(String word) {
        return word.matches("[A-Za-z0-9_./:=@,+-]+")
                ? word
                : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + "\"";
    }

    private static String words(List<String> words) {
        return words.stream().map(TimerFiles::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
