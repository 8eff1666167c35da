package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.castFlag;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.openObject;
import static io.homelabhub.compose.keys.Shapes.text;
import static io.homelabhub.compose.keys.Shapes.uniqueTexts;

import java.util.Objects;

/** What docker compose 5 runs in containers beside those of services: {@code pre_start} hooks and {@code jobs}. */
final class ContainerKeys {
    /** The keys of a service that say what a container is like, in canonical order. */
    private static final String CONTAINER = """
            annotations blkio_config cap_add cap_drop cgroup_parent cgroup cpu_count cpu_percent cpu_period
            cpu_quota cpu_rt_period cpu_rt_runtime cpus cpuset cpu_shares command configs credential_spec
            device_cgroup_rules devices dns dns_opt dns_search domainname entrypoint environment env_file
            extra_hosts group_add gpus hostname image init ipc isolation labels label_file logging mem_limit
            mem_reservation memswap_limit mem_swappiness mac_address models network_mode networks
            oom_kill_disable oom_score_adj pid pids_limit platform privileged pull_policy pull_refresh_after
            read_only runtime secrets security_opt shm_size stop_grace_period stop_signal storage_opt sysctls
            tmpfs ulimits use_api_socket user userns_mode uts volumes volumes_from working_dir
            """;

    /** The keys of a service that a job has besides. */
    private static final String WORKLOAD = "build depends_on expose healthcheck ports stdin_open tty";

    private ContainerKeys() {}

    /** A hook that runs before the service does. What it does not say it takes from the service. */
    static Shape preStart(Shape service) {
        return with(openObject(), service, CONTAINER).fields(field("per_replica", castFlag()));
    }

    static Shape job(Shape service) {
        Shape job = openObject(field("profiles", uniqueTexts()), field("triggers", triggers()))
                .required("triggers");
        return with(with(job, service, CONTAINER), service, WORKLOAD);
    }

    private static Shape with(Shape shape, Shape service, String names) {
        for (String name : names.trim().split("\\s+")) {
            shape.fields(Objects.requireNonNull(service.field(name), name));
        }
        return shape;
    }

    private static Shape triggers() {
        Shape schedule = Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(
                        field("cron", text()),
                        field("timezone", text()),
                        field("concurrency", text().choices("forbid", "queue")),
                        field("missed_fires", text().choices("one", "skip")))
                .required("cron")
                .extensible()
                .longForm(LongForm.SCHEDULE);
        return openObject(field("manual", castFlag()), field("schedule", list(schedule)));
    }
}
