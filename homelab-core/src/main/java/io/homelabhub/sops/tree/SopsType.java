package io.homelabhub.sops.tree;

/** What kind of value a leaf is. */
public enum SopsType {
    /** Text in UTF-8. */
    STR("str"),
    /** A string whose bytes are no UTF-8. sops calls it {@code str}, too. */
    BYTES("str"),
    INT("int"),
    FLOAT("float"),
    BOOL("bool"),
    TIME("time"),
    /** Nothing; neither encrypted nor authenticated. */
    NULL("null");

    private final String tag;

    SopsType(String tag) {
        this.tag = tag;
    }

    /** As it is written behind {@code type:} in an encrypted value. */
    public String tag() {
        return tag;
    }
}
