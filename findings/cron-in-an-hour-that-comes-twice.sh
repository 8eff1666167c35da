#!/usr/bin/env bash
# cron-in-an-hour-that-comes-twice - in autumn, when 02:00 to 03:00 comes twice in Berlin, one crontab line runs once in cron-utils (the
# first time), once in Quartz (the second time) and twice in Spring; Quartz leaves two hours between two runs of an hourly line. Where the
# clock goes back half an hour only (Lord Howe Island), Spring runs its line once, too.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
jars com.cronutils:cron-utils:9.2.1 org.quartz-scheduler:quartz:2.5.0 org.springframework:spring-context:6.2.0
cat >"$work/Nights.java" <<'JAVA'
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.TimeZone;
import java.util.function.UnaryOperator;

class Nights {
    public static void main(String[] none) throws Exception {
        night("30 2 * * *", ZonedDateTime.of(2027, 10, 31, 0, 0, 0, 0, ZoneId.of("Europe/Berlin")));
        night("30 * * * *", ZonedDateTime.of(2027, 10, 31, 1, 0, 0, 0, ZoneId.of("Europe/Berlin")));
        night("45 1 * * *", ZonedDateTime.of(2027, 4, 4, 0, 0, 0, 0, ZoneId.of("Australia/Lord_Howe")));
    }

    private static void night(String line, ZonedDateTime begin) throws Exception {
        System.out.println(line + " in " + begin.getZone());
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
        ExecutionTime times = ExecutionTime.forCron(parser.parse(line));
        told("cron-utils", begin, at -> times.nextExecution(at).orElseThrow());
        org.quartz.CronExpression quartz = new org.quartz.CronExpression("0 " + line.replaceFirst("[*]$", "?"));
        quartz.setTimeZone(TimeZone.getTimeZone(begin.getZone()));
        told("quartz", begin, at -> quartz.getNextValidTimeAfter(Date.from(at.toInstant())).toInstant().atZone(at.getZone()));
        var spring = org.springframework.scheduling.support.CronExpression.parse("0 " + line);
        told("spring", begin, spring::next);
    }

    private static void told(String library, ZonedDateTime begin, UnaryOperator<ZonedDateTime> next) {
        StringBuilder runs = new StringBuilder(library + ":");
        for (ZonedDateTime at = next.apply(begin); at.isBefore(begin.plusHours(4)); at = next.apply(at)) {
            runs.append(' ').append(at.toLocalTime()).append(at.getOffset());
        }
        System.out.println(runs);
    }
}
JAVA
ls "$work/jars" | grep -E '^(cron-utils|quartz|spring-context)-'
java -cp "$work/jars/*" "$work/Nights.java" 2>/dev/null | tee "$work/out"
cat >"$work/expected" <<'TEXT'
30 2 * * * in Europe/Berlin
cron-utils: 02:30+02:00
quartz: 02:30+01:00
spring: 02:30+02:00 02:30+01:00
30 * * * * in Europe/Berlin
cron-utils: 01:30+02:00 02:30+02:00 02:30+01:00 03:30+01:00
quartz: 01:30+02:00 02:30+01:00 03:30+01:00
spring: 01:30+02:00 02:30+02:00 02:30+01:00 03:30+01:00
45 1 * * * in Australia/Lord_Howe
cron-utils: 01:45+11:00
quartz: 01:45+10:30
spring: 01:45+11:00
TEXT
diff "$work/expected" "$work/out" || { echo "no longer so"; exit 1; }
