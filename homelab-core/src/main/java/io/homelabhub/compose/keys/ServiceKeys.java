package io.homelabhub.compose.keys;

import static io.homelabhub.compose.keys.Field.always;
import static io.homelabhub.compose.keys.Field.field;
import static io.homelabhub.compose.keys.Form.BOOLEAN;
import static io.homelabhub.compose.keys.Form.INTEGER;
import static io.homelabhub.compose.keys.Form.LIST;
import static io.homelabhub.compose.keys.Form.MAP;
import static io.homelabhub.compose.keys.Form.NULL;
import static io.homelabhub.compose.keys.Form.NUMBER;
import static io.homelabhub.compose.keys.Form.STRING;
import static io.homelabhub.compose.keys.Shapes.bytes;
import static io.homelabhub.compose.keys.Shapes.castFlag;
import static io.homelabhub.compose.keys.Shapes.castWhole;
import static io.homelabhub.compose.keys.Shapes.command;
import static io.homelabhub.compose.keys.Shapes.duration;
import static io.homelabhub.compose.keys.Shapes.flag;
import static io.homelabhub.compose.keys.Shapes.labels;
import static io.homelabhub.compose.keys.Shapes.list;
import static io.homelabhub.compose.keys.Shapes.openObject;
import static io.homelabhub.compose.keys.Shapes.options;
import static io.homelabhub.compose.keys.Shapes.pairs;
import static io.homelabhub.compose.keys.Shapes.text;
import static io.homelabhub.compose.keys.Shapes.textOrTexts;
import static io.homelabhub.compose.keys.Shapes.uniqueTexts;
import static io.homelabhub.compose.keys.Shapes.unsigned;

/** The keys of a service, in canonical order. */
final class ServiceKeys {
    /** What is read from files only on this machine. */
    static final String HERE = "files on this machine; not from a registry (`oci://`), a repository or a web address";

    private static final String WINDOWS = "only Windows containers have it";
    private static final String MODELS = "models are not run";

    private ServiceKeys() {}

    static Shape service() {
        Shape service = openObject(
                field("profiles", uniqueTexts().index(Index.KEY)),
                field("annotations", pairs(Encoding.PAIRS).merge(Merge.SEQUENCE).index(Index.KEY)),
                field("attach", flag().shownWhenZero()).noEffect("output is shown on request"),
                field("build", BuildKeys.build()),
                field("develop", BuildKeys.develop()),
                field("blkio_config", DeviceKeys.blkio()),
                field("cap_add", uniqueTexts().index(Index.KEY)),
                field("cap_drop", uniqueTexts().index(Index.KEY)),
                field("cgroup_parent", text()),
                field("cgroup", text().choices("host", "private")),
                field("cpu_count", castWhole(INTEGER).range(0, Long.MAX_VALUE)).noEffect(WINDOWS),
                field(
                                "cpu_percent",
                                Shape.of(Encoding.SINGLE, STRING, INTEGER)
                                        .cast(Cast.FLOAT)
                                        .range(0, 100))
                        .noEffect(WINDOWS),
                field("cpu_period", castWhole(NUMBER)),
                field("cpu_quota", castWhole(NUMBER)),
                field("cpu_rt_period", castWhole(NUMBER)),
                field("cpu_rt_runtime", castWhole(NUMBER)),
                field("cpus", Shapes.single(Cast.SINGLE, NUMBER)),
                field("cpuset", text()),
                field("cpu_shares", castWhole(NUMBER)),
                always("command", command().merge(Merge.REPLACE)),
                field("configs", Shapes.fileMounts(Index.CONFIG)),
                field(
                        "container_name",
                        text().pattern("a letter or digit and one more character", ServiceTexts::isContainerName)),
                field("credential_spec", credentialSpec()).noEffect(WINDOWS),
                field("depends_on", dependencies()),
                field("deploy", DeployKeys.deploy()),
                field("device_cgroup_rules", uniqueTexts()),
                field("devices", DeviceKeys.devices()),
                field(
                        "dns",
                        textOrTexts().merge(Merge.SEQUENCE).index(Index.KEY).longForm(LongForm.LIST)),
                field("dns_opt", uniqueTexts().merge(Merge.SEQUENCE).index(Index.KEY)),
                field("dns_search", textOrTexts().merge(Merge.SEQUENCE).index(Index.KEY)),
                field("domainname", text()),
                always("entrypoint", command().merge(Merge.REPLACE)),
                field("provider", provider()).unsupported("no provider programs are run"),
                field(
                        "environment",
                        pairs(Encoding.ENVIRONMENT).merge(Merge.SEQUENCE).index(Index.KEY)),
                field("env_file", envFiles()).noted(HERE),
                field(
                        "expose",
                        Shape.of(Encoding.ANY_TEXTS, LIST)
                                .items(Shape.of(Encoding.TEXT, STRING, NUMBER))
                                .unique()
                                .index(Index.EXPOSE)),
                field("extends", extending()).noted(HERE),
                field("external_links", uniqueTexts()),
                field("extra_hosts", Shapes.extraHosts()),
                field(
                        "group_add",
                        Shape.of(Encoding.TEXTS, LIST)
                                .items(Shape.of(Encoding.TEXT, STRING, NUMBER))
                                .unique()),
                field("gpus", DeviceKeys.gpus()),
                field("hostname", text()),
                field("healthcheck", healthcheck()),
                field("image", text()),
                field("init", castFlag().shownWhenZero()),
                field("ipc", text()),
                field("isolation", text()).noEffect(WINDOWS),
                field("labels", labels()),
                field(
                        "label_file",
                        Shape.of(Encoding.TEXTS, STRING, LIST)
                                .items(text().path(PathRule.LOCAL))
                                .merge(Merge.SEQUENCE)
                                .longForm(LongForm.LIST)),
                field("links", uniqueTexts().index(Index.KEY)),
                field("logging", logging()),
                field("mem_limit", bytes(NUMBER)),
                field("mem_reservation", bytes(INTEGER)),
                field("memswap_limit", bytes(NUMBER)),
                field("mem_swappiness", bytes(INTEGER)),
                field("mac_address", text()),
                field("models", models()).unsupported(MODELS),
                field("network_mode", text()),
                field("networks", ServiceNetworkKeys.networks()),
                field("oom_kill_disable", castFlag()),
                field("oom_score_adj", castWhole(INTEGER).range(-1000, 1000)),
                field("pid", text()),
                field("pids_limit", castWhole(NUMBER)),
                field("platform", text()),
                field("ports", ServiceNetworkKeys.ports()),
                field("privileged", castFlag()),
                field(
                        "pull_policy",
                        text().pattern(
                                        "always, never, build, missing, if_not_present, daily, weekly or every_ with a duration",
                                        ServiceTexts::isPullPolicy)),
                field("pull_refresh_after", Shape.of(Encoding.OMITTED, STRING))
                        .noEffect("docker compose ignores it too"),
                field("read_only", castFlag()),
                field("restart", text()),
                field("runtime", text()),
                field("scale", castWhole(INTEGER).shownWhenZero()),
                field("secrets", Shapes.fileMounts(Index.SECRET)),
                field("security_opt", uniqueTexts()),
                field("shm_size", bytes(NUMBER)),
                field("stdin_open", castFlag()),
                field("stop_grace_period", duration()),
                field("stop_signal", text()),
                field("storage_opt", Shape.of(Encoding.TEXT_MAP, MAP).values(KeyRule.ANY, Shape.ANYTHING)),
                field("sysctls", pairs(Encoding.PAIRS).merge(Merge.SEQUENCE).index(Index.KEY)),
                field("tmpfs", textOrTexts().merge(Merge.SEQUENCE).index(Index.KEY)),
                field("tty", castFlag()),
                field("ulimits", Shapes.ulimits(Cast.WHOLE, Merge.LIMIT)),
                field("use_api_socket", Shape.of(Encoding.FLAG, BOOLEAN))
                        .unsupported("mount the engine's socket instead"),
                field("user", text()),
                field("userns_mode", text()),
                field("uts", text()),
                field("volumes", VolumeKeys.mounts()),
                field("volumes_from", uniqueTexts()),
                field("working_dir", text()));
        return service.fields(
                field("pre_start", list(ContainerKeys.preStart(service))),
                field("post_start", list(Shapes.hook())),
                field("pre_stop", list(Shapes.hook())));
    }

    private static Shape credentialSpec() {
        return openObject(
                field("config", text()).noEffect(WINDOWS),
                field("file", text()).noEffect(WINDOWS),
                field("registry", text()).noEffect(WINDOWS));
    }

    private static Shape dependencies() {
        Shape dependency = openObject(
                        field(
                                "condition",
                                text().choices("service_started", "service_healthy", "service_completed_successfully")),
                        field("restart", castFlag()),
                        always("required", Shape.of(Encoding.FLAG, BOOLEAN).cast(Cast.FLAG)))
                .required("condition");
        return Shape.of(Encoding.MAP, LIST, MAP)
                .values(KeyRule.NAME, dependency)
                .items(text())
                .unique()
                .merge(Merge.DEPENDENCIES)
                .longForm(LongForm.DEPENDENCIES);
    }

    private static Shape provider() {
        Shape option = Shape.of(Encoding.TEXT, STRING, NUMBER, BOOLEAN, LIST)
                .items(Shape.of(Encoding.TEXT, STRING, NUMBER, BOOLEAN));
        return openObject(
                        field("type", text()).unsupported(""),
                        field("options", Shape.of(Encoding.MULTI_OPTIONS, MAP).values(KeyRule.ANY, option))
                                .unsupported(""))
                .required("type");
    }

    private static Shape envFiles() {
        Shape file = Shape.of(Encoding.ENV_FILE, STRING, MAP)
                .fields(field("path", text().path(PathRule.LOCAL)), always("required", flag()), field("format", text()))
                .required("path");
        return Shape.of(Encoding.LIST, STRING, LIST)
                .items(file)
                .merge(Merge.SEQUENCE)
                .index(Index.ENV_FILE)
                .longForm(LongForm.ENV_FILES);
    }

    private static Shape extending() {
        return Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(field("file", text().path(PathRule.LOCAL)), field("service", text()))
                .required("service")
                .longForm(LongForm.EXTENDS);
    }

    private static Shape healthcheck() {
        return openObject(
                field(
                        "test",
                        Shape.of(Encoding.HEALTH_TEST, STRING, LIST)
                                .items(text())
                                .merge(Merge.REPLACE)),
                field("timeout", duration()),
                field("interval", duration()),
                field("retries", unsigned(NUMBER).shownWhenZero()),
                field("start_period", duration()),
                field("start_interval", duration()),
                field("disable", castFlag()));
    }

    private static Shape logging() {
        return openObject(field("driver", text()), field("options", options(Encoding.OPTIONS, STRING, NUMBER, NULL)))
                .merge(Merge.LOGGING);
    }

    private static Shape models() {
        Shape model = Shape.of(Encoding.OBJECT, MAP, NULL)
                .fields(
                        field("endpoint_var", text()).unsupported(MODELS),
                        field("model_var", text()).unsupported(MODELS))
                .extensible();
        return Shape.of(Encoding.MAP, LIST, MAP)
                .values(KeyRule.NAME_OR_UNCHECKED, model)
                .items(text())
                .unique()
                .merge(Merge.NAMES)
                .longForm(LongForm.NAMES);
    }
}
