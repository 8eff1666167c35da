package io.homelabhub.catalog;

import java.util.List;
import java.util.Map;

/** The keys at the top of a catalog. */
final class CatalogFields {
    static final Field<String> VERSION = Field.optional("version", Text.LINE, "Version of the catalog, for people.");
    static final Field<Map<String, String>> METADATA =
            Field.optional("metadata", FreeMap.FREE_MAP, "Anything about the catalog itself, for people.", "empty");
    static final Field<Map<String, Values>> GROUPS = Field.optional(
            "groups",
            new NamedItems(GroupFields.TABLE, Text.NAME),
            "Services that are deployed under one name.",
            "one for each `group` that a service names");
    static final Field<Map<String, Values>> SERVICES =
            Field.required("services", new NamedItems(ServiceFields.TABLE, Text.NAME), "The services.");
    static final Field<Map<String, Values>> JOBS = Field.optional(
            "jobs",
            new NamedItems(JobFields.TABLE, Text.NAME),
            "What is said of the jobs of the Compose files.",
            "none");
    static final Field<Map<String, Values>> DEPLOYMENT_PATTERNS = Field.optional(
            "deployment_patterns", new NamedItems(PatternFields.TABLE, Text.LINE), "Recommended deployments.", "none");

    static final Field<Map<String, Values>> VARIABLES = Field.optional(
            "variables",
            new NamedItems(VariableFields.TABLE, Text.VARIABLE),
            "What `homelab validate-env` holds the environment to.",
            "none");

    static final Field<List<String>> SECRETS = Field.optional(
            "secrets",
            Texts.ANY,
            "Files that sops encrypts, whose values are variables; from the folder that the commands run in, a later"
                    + " one over an earlier.",
            "none");

    static final Field<Map<String, Values>> HOSTS = Field.optional(
            "hosts",
            new NamedItems(HostFields.TABLE, Text.NAME),
            "Machines with an engine, for `--host`; more may stand in `hosts.yaml` beside the catalog.",
            "none");

    static final Field<Map<String, Values>> NOTIFY = Field.optional(
            "notify",
            new NamedItems(NotifyFields.TABLE, Text.NAME),
            "Who is told when something fails, is well again, can be updated or lacks a backup.",
            "nobody");

    static final Field<List<String>> ACKNOWLEDGE = Field.optional(
            "acknowledge",
            Texts.NOTES,
            "Notes that are known and no longer shown, by their ids or kinds: `unlisted-port`, `foreign-key:dns`.",
            "every note is shown");

    static final Structure TABLE = Structure.of(
            "a catalog",
            VERSION,
            METADATA,
            GROUPS,
            SERVICES,
            JOBS,
            HOSTS,
            DEPLOYMENT_PATTERNS,
            VARIABLES,
            SECRETS,
            NOTIFY,
            ACKNOWLEDGE);

    private CatalogFields() {}
}
