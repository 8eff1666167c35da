package io.homelabhub.catalog;

import java.util.List;

/** The keys of an entry under {@code deployment_patterns}. */
final class PatternFields {
    static final Field<String> NAME = Field.optional(
            "name", Text.LINE, "Title for people. Where `deployment_patterns` is a list: its name.", "its key");
    static final Field<String> DESCRIPTION =
            Field.optional("description", Text.ANY, "What the pattern deploys, in one line.", "empty");
    static final Field<String> USE_CASE = Field.optional("use_case", Text.ANY, "When to choose it.");
    static final Field<List<String>> SERVICES =
            Field.optional("services", Texts.NAMES, "What it deploys: services, groups or `all`.", "none");
    static final Field<List<String>> GROUPS =
            Field.optional("groups", Texts.NAMES, "Groups that it deploys, or `all`.", "none");
    static final Field<String> MEMORY =
            Field.optional("memory", Text.LINE, "About how much memory it takes: `~1.5GB`.");
    static final Field<String> CPU = Field.optional("cpu", Text.LINE, "Class of load: `Low`.");

    static final Structure TABLE = Structure.of(
                    "a deployment pattern", NAME, DESCRIPTION, USE_CASE, SERVICES, GROUPS, MEMORY, CPU)
            .orOnly(SERVICES);

    private PatternFields() {}
}
