package io.homelabhub.cli.command.backup;

import io.homelabhub.backup.store.BackupAge;
import io.homelabhub.cli.output.Page;
import io.homelabhub.cli.output.Result;
import io.homelabhub.compose.BackupOptions;
import io.homelabhub.compose.BackupOptions.Keep;
import io.homelabhub.schedule.Schedule;
import io.homelabhub.time.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a backup is taken by itself.
 *
 * @param age of those that there are; empty if there is none of everything
 */
record BackupScheduleResult(BackupOptions options, Schedule schedule, Instant now, Optional<BackupAge> age)
        implements Result {
    @Override
    public void print(Page page) {
        Instant next = schedule.after(now);
        page.line("Due by " + schedule + ", next at "
                + next.atZone(schedule.zone()).toOffsetDateTime() + ", in "
                + TimeText.about(Duration.between(now, next)) + (options.encrypt() ? "; encrypted." : "."));
        page.line(age.map(one -> "The newest complete backup of everything is "
                        + TimeText.about(Duration.between(one.newest(), now)) + " old.")
                .orElse("There is no complete backup of everything yet."));
        page.line(options.keep()
                .map(keep -> "What stays: "
                        + rules(keep).entrySet().stream()
                                .filter(rule -> rule.getValue() > 0)
                                .map(rule -> rule.getKey() + " " + rule.getValue())
                                .collect(Collectors.joining(", "))
                        + ".")
                .orElse("All of them stay, as the files have no `keep`."));
        page.advice(
                "`homelab jobs serve` keeps the time while it runs; `homelab jobs install --systemd` or `--cron` has the"
                        + " machine do it.");
    }

    private static Map<String, Integer> rules(Keep keep) {
        Map<String, Integer> rules = new LinkedHashMap<>();
        rules.put("last", keep.last());
        rules.put("daily", keep.daily());
        rules.put("weekly", keep.weekly());
        rules.put("monthly", keep.monthly());
        return rules;
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("cron", schedule.cron().toString());
        document.put("timezone", schedule.zone().toString());
        document.put("next", schedule.after(now).toString());
        document.put("newest", age.map(one -> one.newest().toString()).orElse(null));
        document.put("encrypt", options.encrypt());
        document.put("keep", options.keep().map(BackupScheduleResult::rules).orElse(null));
        return document;
    }
}
