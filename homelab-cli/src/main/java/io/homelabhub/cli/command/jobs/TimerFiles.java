package io.homelabhub.cli.command.jobs;

import io.homelabhub.job.Timetable;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.schedule.TimerText;
import io.homelabhub.schedule.Triggers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files by which cron or systemd run jobs: {@code homelab jobs fire} at each job's times.
 *
 * @param timetable which jobs run by themselves
 * @param call the program and the options that are the same for all jobs, absolute
 * @param folder in which it is called
 * @param environment what it needs of the environment, as {@code DOCKER_HOST}
 */
record TimerFiles(Timetable timetable, List<String> call, Path folder, Map<String, String> environment) {
    private static final String MARK = "# Written by `homelab jobs install` for project ";

    /** Whether a file is one of those of a project. */
    static boolean isOf(String project, String content) {
        return content.startsWith(MARK + project + ".\n");
    }

    private String mark() {
        return MARK + timetable.project() + ".\n";
    }

    /** For {@code /etc/cron.d}: one file, with the user of each line. */
    SortedMap<Path, String> cron(Path directory, String user, ZoneId machine, Instant now) {
        StringBuilder text = new StringBuilder(mark());
        text.append("SHELL=/bin/sh\n");
        new TreeMap<>(environment).forEach((name, value) -> text.append(name + "=" + value + "\n"));
        timetable.jobs().forEach((job, triggers) -> triggers.schedules().stream()
                .flatMap(schedule -> TimerText.cron(schedule, machine, now).stream())
                .distinct()
                .forEach(times -> text.append("%s %s cd %s && %s jobs fire %s%n"
                        .formatted(times, user, percents(quoted(folder.toString())), percents(words(call)), job))));
        SortedMap<Path, String> files = new TreeMap<>();
        files.put(directory.resolve("homelab-" + timetable.project()), text.toString());
        return files;
    }

    /** A line break in the eyes of cron. */
    private static String percents(String text) {
        return text.replace("%", "\\%");
    }

    /** A service and a timer for each job. */
    SortedMap<Path, String> systemd(Path directory) {
        SortedMap<Path, String> files = new TreeMap<>();
        timetable.jobs().forEach((job, triggers) -> {
            Path service = directory.resolve("homelab-" + timetable.project() + "-" + job + ".service");
            files.put(service, service(job));
            files.put(directory.resolve("homelab-" + timetable.project() + "-" + job + ".timer"), timer(job, triggers));
        });
        return files;
    }

    private String service(String job) {
        return mark()
                + "[Unit]\nDescription=Job " + job + " of project " + timetable.project() + "\n\n"
                + "[Service]\nType=oneshot\nWorkingDirectory=" + specifiers(folder.toString()) + "\n"
                + new TreeMap<>(environment)
                        .entrySet().stream()
                                .map(entry ->
                                        "Environment=\"" + specifiers(entry.getKey() + "=" + entry.getValue()) + "\"\n")
                                .collect(Collectors.joining())
                + "ExecStart="
                + specifiers(call.stream().map(TimerFiles::unitWord).collect(Collectors.joining(" ")))
                + " jobs fire " + job + "\nTimeoutStartSec=infinity\nKillMode=process\n";
    }

    private String timer(String job, Triggers triggers) {
        boolean persistent =
                triggers.schedules().stream().anyMatch(schedule -> schedule.missedFires() == Schedule.MissedFires.ONE);
        return mark()
                + "[Unit]\nDescription=When job " + job + " of project " + timetable.project() + " is due\n\n[Timer]\n"
                + triggers.schedules().stream()
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
