package io.homelabhub.compose;

import io.homelabhub.schedule.Schedule;
import java.time.Duration;
import java.util.Optional;

/**
 * What a project says of its backups, under {@code x-homelab} at the top of its files:
 *
 * <pre>
 * x-homelab:
 *   backup:
 *     within: 2d                  # how old the newest complete backup may be; default: 7d
 *     verified-within: 30d        # how long ago one may have been restored for trial; default: 30d
 *     schedule: "0 3 * * *"       # when one is taken; or {cron: "0 3 * * *", timezone: Europe/Berlin}
 *     encrypt: true               # those that the schedule asks for, to the recipients of .sops.yaml; default: false
 *     keep: {daily: 7, weekly: 4} # last, daily, weekly, monthly: what stays when one was taken by schedule; default: all
 * </pre>
 *
 * @param within how old the newest complete backup may be, above zero
 * @param verifiedWithin how long ago a backup may last have been restored for trial and found as it was, above zero
 * @param schedule when one is taken; empty if none is by itself
 * @param encrypt whether those that the schedule asks for are encrypted
 * @param keep what stays; empty for all
 */
public record BackupOptions(
        Duration within, Duration verifiedWithin, Optional<Schedule> schedule, boolean encrypt, Optional<Keep> keep) {
    /** Of files that say nothing. */
    static final BackupOptions USUAL =
            new BackupOptions(Duration.ofDays(7), Duration.ofDays(30), Optional.empty(), false, Optional.empty());

    /**
     * How many backups stay by each rule, none of them below zero and not all of them zero.
     *
     * @param last of the newest
     * @param daily for how many days the newest
     * @param weekly for how many weeks
     * @param monthly for how many months
     */
    public record Keep(int last, int daily, int weekly, int monthly) {}
}
