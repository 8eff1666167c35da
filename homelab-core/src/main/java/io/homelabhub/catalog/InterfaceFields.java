package io.homelabhub.catalog;

/** The keys of an entry under {@code interfaces}. */
final class InterfaceFields {
    static final Field<Integer> PORT =
            Field.required("port", new WholeNumber(1, 65535), "Port at which the service answers.");
    static final Field<String> PROTOCOL = Field.optional(
            "protocol", Text.NAME, "Its protocol: `tcp`, `udp`, `http`, `https`, `postgresql`…", "`tcp`");
    static final Field<String> ENDPOINT =
            Field.optional("endpoint", Text.ANY, "Path or URL under which it answers, for people.");
    static final Field<Boolean> INTERNAL = Field.optional(
            "internal", Flag.FLAG, "Only other services reach it, so it takes no port of the host.", "`false`");
    static final Field<Boolean> PUBLIC = Field.optional(
            "public",
            Flag.FLAG,
            "It may be reached from outside; where it is internal, too, through a reverse proxy alone.",
            "`false`");
    static final Field<String> DESCRIPTION = Field.optional("description", Text.ANY, "What it serves, for people.");

    static final Structure TABLE = Structure.of("an interface", PORT, PROTOCOL, ENDPOINT, INTERNAL, PUBLIC, DESCRIPTION)
            .orOnly(PORT);

    private InterfaceFields() {}
}
