package io.homelabhub;

import io.homelabhub.job.JobEvent;
import io.homelabhub.job.JobScheduler;
import io.homelabhub.testkit.ComposeFolder;
import io.homelabhub.testkit.time.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A job that backs up a database, and what was heard of it. */
abstract class JobLab extends Embedded {
    static final String JOBS = """
        name: lab
        services:
          db:
            image: db:1
            healthcheck: {test: ["CMD", "ready"], interval: 1s}
        jobs:
          backup:
            image: backup:1
            depends_on: {db: {condition: service_healthy}}
            volumes: ["dumps:/dumps"]
            networks: [backups]
            triggers: {schedule: ["*/5 * * * *"]}
        networks: {backups: {}}
        volumes: {dumps: {}}
        """;

    final List<JobEvent> events = new ArrayList<>();

    @BeforeEach
    void images() {
        engine.has("backup:1");
        engine.image("backup:1").logs("saved").exitsAfter(Duration.ofSeconds(10), 0);
    }

    HomelabRuntime lab(String compose) throws IOException {
        builder = ComposeFolder.with(compose, folder, engine, clock);
        ArmedJobs.arm(engine, "backup");
        return builder.build();
    }

    static String job(String keys) {
        return "name: lab\nservices: {db: {image: 'db:1'}}\njobs:\n  backup: {image: 'backup:1', " + keys + "}\n";
    }

    synchronized void hear(JobEvent event) {
        events.add(event);
    }

    List<String> heard(Class<? extends JobEvent> kind) {
        return events.stream().filter(kind::isInstance).map(JobEvent::toString).toList();
    }

    /** Lets a scheduler keep time for a while. */
    void serving(HomelabRuntime lab, Duration time) {
        JobScheduler scheduler = lab.jobs().scheduler(this::hear);
        var unused = clock.start("scheduler", scheduler::run);
        clock.advance(time);
        scheduler.stop();
        clock.advance(Duration.ofSeconds(1));
    }

    List<Instant> due(HomelabRuntime lab) {
        return lab.jobs().runs("backup").stream()
                .flatMap(run -> run.due().stream())
                .sorted()
                .toList();
    }

    static Instant at(int minutes) {
        return VirtualClock.START.plus(Duration.ofMinutes(minutes));
    }
}
