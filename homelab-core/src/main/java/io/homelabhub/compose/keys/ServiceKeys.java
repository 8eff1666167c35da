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
import static io.homelabhub.compose.keys.Shapes.object;
import static io.homelabhub.compose.keys.Shapes.openObject;
import static io.homelabhub.compose.keys.Shapes.options;
import static io.homelabhub.compose.keys.Shapes.pairs;
import static io.homelabhub.compose.keys.Shapes.text;
import static io.homelabhub.compose.keys.Shapes.textOrTexts;
import static io.homelabhub.compose.keys.Shapes.uniqueTexts;
import static io.homelabhub.compose.keys.Shapes.unsigned;

/** The keys of a service, in canonical order. */
final class ServiceKeys {
    private static final String WINDOWS = "only Windows containers have it";
    private static final String MODELS = "models are not run";

    private ServiceKeys() {}

    static Shape service() {
        return openObject(
                field("profiles", uniqueTexts().index(Index.KEY)),
                field("annotations", pairs(Encoding.PAIRS).merge(Merge.SEQUENCE).index(Index.KEY)),
                field("attach", flag().shownWhenZero()).noEffect("output is shown on request"),
                field("build", BuildKeys.build()),
                field("develop", BuildKeys.develop()).unsupported("files are not watched"),
                field("blkio_config", blkio()),
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
                        text().pattern("a letter or digit and one more character", ServiceKeys::isContainerName)),
                field("credential_spec", credentialSpec()).noEffect(WINDOWS),
                field("depends_on", dependencies()),
                field("deploy", DeployKeys.deploy()),
                field("device_cgroup_rules", uniqueTexts()),
                field("devices", devices()),
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
                field("env_file", envFiles()),
                field(
                        "expose",
                        Shape.of(Encoding.ANY_TEXTS, LIST)
                                .items(Shape.of(Encoding.TEXT, STRING, NUMBER))
                                .unique()
                                .index(Index.EXPOSE)),
                field("extends", extending()),
                field("external_links", uniqueTexts()),
                field("extra_hosts", Shapes.extraHosts()),
                field(
                        "group_add",
                        Shape.of(Encoding.TEXTS, LIST)
                                .items(Shape.of(Encoding.TEXT, STRING, NUMBER))
                                .unique()),
                field("gpus", gpus()),
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
                field("networks", networks()),
                field("oom_kill_disable", castFlag()),
                field("oom_score_adj", castWhole(INTEGER).range(-1000, 1000)),
                field("pid", text()),
                field("pids_limit", castWhole(NUMBER)),
                field("platform", text()),
                field("ports", ports()),
                field("privileged", castFlag()),
                field(
                        "pull_policy",
                        text().pattern(
                                        "always, never, build, missing, if_not_present, daily, weekly or every_ with a duration",
                                        ServiceKeys::isPullPolicy)),
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
                field("ulimits", Shapes.ulimits(Cast.WHOLE, Merge.REPLACE)),
                field("use_api_socket", Shape.of(Encoding.FLAG, BOOLEAN))
                        .unsupported("mount the engine's socket instead"),
                field("user", text()),
                field("userns_mode", text()),
                field("uts", text()),
                field("volumes", VolumeKeys.mounts()),
                field("volumes_from", uniqueTexts()),
                field("working_dir", text()),
                field("post_start", list(Shapes.hook())).unsupported("hooks are not run"),
                field("pre_stop", list(Shapes.hook())).unsupported("hooks are not run"));
    }

    private static boolean isContainerName(String name) {
        for (int i = 0; i + 1 < name.length(); i++) {
            char next = name.charAt(i + 1);
            boolean nextFits = isAlphanumeric(next) || next == '_' || next == '.' || next == '-';
            if (isAlphanumeric(name.charAt(i)) && nextFits) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Compose looks for the words anywhere in the value. */
    private static boolean isPullPolicy(String policy) {
        for (String word :
                new String[] {"always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"}) {
            if (policy.contains(word)) {
                return true;
            }
        }
        int every = policy.indexOf("every_");
        int digit = every + "every_".length();
        int unit = digit;
        while (every >= 0 && unit < policy.length() && Character.digit(policy.charAt(unit), 10) >= 0) {
            unit++;
        }
        return unit > digit && unit < policy.length() && "wdhms".indexOf(policy.charAt(unit)) >= 0;
    }

    private static Shape blkio() {
        Shape weight =
                object(always("path", text()), always("weight", Shape.of(Encoding.UNSIGNED_16, INTEGER, STRING)));
        return object(
                field("weight", Shape.of(Encoding.UNSIGNED_16, INTEGER, STRING)),
                field("weight_device", list(weight)),
                field("device_read_bps", list(throttle())),
                field("device_read_iops", list(throttle())),
                field("device_write_bps", list(throttle())),
                field("device_write_iops", list(throttle())));
    }

    private static Shape throttle() {
        return object(always("path", text()), always("rate", bytes(INTEGER).shownWhenZero()));
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
                        field("restart", flag()),
                        always("required", Shape.of(Encoding.FLAG, BOOLEAN)))
                .required("condition");
        return Shape.of(Encoding.MAP, LIST, MAP)
                .values(KeyRule.NAME, dependency)
                .items(text())
                .unique()
                .merge(Merge.DEPENDENCIES)
                .longForm(LongForm.DEPENDENCIES);
    }

    private static Shape devices() {
        Shape device = Shape.of(Encoding.OBJECT, STRING, MAP)
                .fields(field("source", text()), field("target", text()), field("permissions", text()))
                .required("source")
                .extensible()
                .longForm(LongForm.DEVICE);
        return list(device).index(Index.DEVICE);
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

    private static Shape gpus() {
        return Shape.of(Encoding.LIST, STRING, LIST)
                .choices("all")
                .items(Shapes.deviceRequests().item().lenient())
                .longForm(LongForm.GPUS);
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

    private static Shape networks() {
        Shape network = Shape.of(Encoding.OBJECT, MAP, NULL)
                .fields(
                        field("aliases", uniqueTexts().index(Index.KEY)),
                        field("driver_opts", options(Encoding.OPTIONS, STRING, NUMBER)),
                        field("gw_priority", Shape.of(Encoding.WHOLE, NUMBER)),
                        field("interface_name", text()),
                        field("ipv4_address", text()),
                        field("ipv6_address", text()),
                        field("link_local_ips", uniqueTexts().index(Index.KEY)),
                        field("mac_address", text()),
                        field("priority", Shape.of(Encoding.WHOLE, NUMBER)))
                .extensible();
        return Shape.of(Encoding.MAP, LIST, MAP)
                .values(KeyRule.NAME, network)
                .items(text())
                .unique()
                .merge(Merge.NAMES)
                .longForm(LongForm.NAMES);
    }

    private static Shape ports() {
        Shape port = Shape.of(Encoding.OBJECT, NUMBER, STRING, MAP)
                .fields(
                        field("name", text()).noEffect("it names the port for the reader"),
                        field("mode", text()).noEffect("only swarm knows other modes than ingress"),
                        field("host_ip", text()),
                        field(
                                "target",
                                Shape.of(Encoding.UNSIGNED_32, INTEGER, STRING).cast(Cast.WHOLE)),
                        field("published", Shape.of(Encoding.TEXT, STRING, INTEGER)),
                        field("protocol", text()),
                        field("app_protocol", text()).noEffect("it names the protocol for the reader"))
                .extensible();
        return list(port).unique().index(Index.PORT).longForm(LongForm.PORTS);
    }
}
