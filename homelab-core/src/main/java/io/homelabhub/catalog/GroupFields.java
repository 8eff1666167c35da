package io.homelabhub.catalog;

import java.util.List;

/** The keys of an entry under {@code groups}. */
final class GroupFields {
    static final Field<String> NAME =
            Field.optional("name", Text.ANY, "Name of the group where `groups` is a list; ignored in a map.");
    static final Field<String> DESCRIPTION =
            Field.optional("description", Text.ANY, "What the group is, in one line.", "empty");
    static final Field<List<String>> SERVICES = Field.optional(
            "services",
            Texts.NAMES,
            "Its members. A service may be a member of several groups.",
            "those that name it as their `group`");
    static final Field<Boolean> ALWAYS =
            Field.optional("always", Flag.FLAG, "Whether every deployment deploys this group first.", "`false`");

    static final Field<String> HOST =
            Field.optional("host", Text.PLACE, "Host on which its members run that name none themselves.", "any");

    static final Structure TABLE =
            Structure.of("a group", NAME, DESCRIPTION, SERVICES, ALWAYS, HOST).orOnly(SERVICES);

    private GroupFields() {}
}
