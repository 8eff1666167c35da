package io.homelabhub.catalog;

import java.util.List;
import java.util.Map;

/** The keys of an entry under {@code services}. */
final class ServiceFields {
    static final Field<String> NAME = Field.optional(
            "name",
            Text.NAME,
            "Where `services` is a map: the name of the container, as `container_name`. Where it is a list: the name of"
                    + " the service.");
    static final Field<String> DESCRIPTION =
            Field.optional("description", Text.ANY, "What the service does, in one line.", "empty");
    static final Field<String> CONTAINER_NAME = Field.optional(
            "container_name", Text.NAME, "Name of the container, as the Compose service has it.", "left to Compose");
    static final Field<String> GROUP =
            Field.optional("group", Text.NAME, "Its main group.", "the first group that lists it");
    static final Field<List<String>> DEPENDENCIES =
            Field.optional("dependencies", Texts.NAMES, "Services that must be ready before it starts.", "none");
    static final Field<List<String>> OPTIONAL_DEPENDENCIES = Field.optional(
            "optional_dependencies",
            Texts.NAMES,
            "Services that it uses if they are there. They are not brought in; when they are deployed too, they come"
                    + " first.",
            "none");
    static final Field<List<String>> REQUIRED_FOR = Field.optional(
            "required_for",
            Texts.NAMES,
            "Services that need it. Each of them must reach it through its `dependencies`.",
            "not checked");
    static final Field<List<String>> ENV_FILES = Field.optional(
            "env_files",
            Texts.ANY,
            "Environment files, as the Compose service has them under `env_file`; `${DEPLOYMENT_PATH}` may be used.",
            "not checked");
    static final Field<List<Values>> INTERFACES =
            Field.optional("interfaces", new Items(InterfaceFields.TABLE), "Where it answers.", "none");
    static final Field<List<String>> DOMAINS = Field.optional("domains", Texts.ANY, "Its public host names.", "none");
    static final Field<Placement> PLACEMENT =
            Field.optional("placement", Choice.of(Placement.class), "Where it may run.", "`local_or_remote`");
    static final Field<String> HOST = Field.optional(
            "host",
            Text.PLACE,
            "Host on which it runs: a name of `hosts` or of `hosts.yaml`, or the first there that has a label, as `disk=big`.",
            "that of its group, else any");
    static final Field<String> HEALTH_ENDPOINT = Field.optional(
            "health_endpoint",
            Text.ANY,
            "What to ask whether it is healthy: a URL, or a path at its first port (`http`, `https`); `host:port`"
                    + " (`tcp`); a command line (`command`); the name of a process (`process`).",
            "the container's own health check decides");
    static final Field<HealthCheckType> HEALTH_CHECK_TYPE = Field.optional(
            "health_check_type", Choice.of(HealthCheckType.class), "How to ask.", "what `health_endpoint` looks like");
    static final Field<Integer> STARTUP_ORDER = Field.optional(
            "startup_order",
            new WholeNumber(0, Integer.MAX_VALUE),
            "Position in the order of deployment; 1 is first. Decides between services that do not depend on each other, and"
                    + " must not contradict `dependencies`.",
            "last");
    static final Field<Boolean> ENABLED = Field.optional(
            "enabled",
            Flag.FLAG,
            "Whether groups and `all` include it. If it is named itself, it is deployed anyway.",
            "`true`");
    static final Field<Boolean> PRIVILEGED =
            Field.optional("privileged", Flag.FLAG, "Whether its container runs privileged; for people.", "`false`");
    static final Field<List<String>> VOLUMES =
            Field.optional("volumes", Texts.ANY, "What it stores; for people.", "none");
    static final Field<String> NOTE = Field.optional("note", Text.ANY, "A remark for people.");
    static final Field<String> BUNDLE = Field.optional(
            "bundle",
            Text.LINE,
            "Compose file that holds it, relative to the catalog.",
            "any `compose.*.yml` beside the catalog");
    static final Field<String> COMPOSE_SERVICE = Field.optional(
            "compose_service",
            Text.NAME,
            "Name of its service in the Compose file.",
            "the service of the same name, else that of the same `container_name`");

    static final Field<String> ON_CONTENT_CHANGE = Field.optional(
            "on_content_change",
            Text.REACTION,
            "What to do when only the content of its configs, secrets and bound files has changed: make its container"
                    + " anew, restart it as it is, send it a signal (`signal:SIGHUP`), or nothing.",
            "as `x-homelab` of the Compose service says, else `recreate`");

    static final Field<List<String>> ACKNOWLEDGE = Field.optional(
            "acknowledge",
            Texts.NOTES,
            "Notes on this service that are known and no longer shown, by their ids or kinds.",
            "every note is shown");

    static final Field<String> SETTLES_WITHIN = Field.optional(
            "settles_within",
            Text.SECONDS,
            "How long its container must have stayed up before a deploy may end, where it may end after it was ready.",
            "as `x-homelab` of the Compose service says, else what its past suggests: nothing with a health test, 3s"
                    + " without, 10s if it has ended badly before");

    static final Field<Map<String, String>> ROTATE = Field.optional(
            "rotate",
            FreeMap.FREE_MAP,
            "By the key of a secret, what `homelab secrets rotate` runs in its container: lines for `sh` that read two lines, the"
                    + " value to be and the one in force.",
            "what is known of PostgreSQL and Redis");

    static final Structure TABLE = Structure.of(
            "a service",
            NAME,
            DESCRIPTION,
            CONTAINER_NAME,
            GROUP,
            DEPENDENCIES,
            OPTIONAL_DEPENDENCIES,
            REQUIRED_FOR,
            ENV_FILES,
            INTERFACES,
            DOMAINS,
            PLACEMENT,
            HOST,
            HEALTH_ENDPOINT,
            HEALTH_CHECK_TYPE,
            STARTUP_ORDER,
            ENABLED,
            PRIVILEGED,
            VOLUMES,
            NOTE,
            BUNDLE,
            COMPOSE_SERVICE,
            ON_CONTENT_CHANGE,
            ACKNOWLEDGE,
            SETTLES_WITHIN,
            ROTATE);

    private ServiceFields() {}
}
