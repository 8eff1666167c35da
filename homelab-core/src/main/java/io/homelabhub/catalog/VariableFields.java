package io.homelabhub.catalog;

import io.homelabhub.variables.VariableType;
import java.util.List;

/** The keys of an entry under {@code variables}. */
final class VariableFields {
    static final Field<String> NAME =
            Field.optional("name", Text.ANY, "Name of the variable where `variables` is a list; ignored in a map.");
    static final Field<VariableType> TYPE = Field.optional(
            "type", Choice.of(VariableType.class), "What its value can be.", "`string`, or `enum` with `values`");
    static final Field<String> PATTERN =
            Field.optional("pattern", Text.LINE, "A regular expression that the whole value must match.", "any value");
    static final Field<List<String>> VALUES =
            Field.optional("values", Texts.ANY, "The words that it can be.", "any value");
    static final Field<Boolean> REQUIRED =
            Field.optional("required", Flag.FLAG, "Whether it must have a value.", "as the Compose files ask for it");
    static final Field<Boolean> SECRET = Field.optional(
            "secret", Flag.FLAG, "Whether its value is a secret, and shown nowhere.", "told by its name");
    static final Field<String> DESCRIPTION =
            Field.optional("description", Text.ANY, "What it is for, in one line.", "empty");
    static final Field<String> EXAMPLE =
            Field.optional("example", Text.ANY, "A value that would do. Never a real secret.");

    static final Structure TABLE = Structure.of(
                    "a variable", NAME, TYPE, PATTERN, VALUES, REQUIRED, SECRET, DESCRIPTION, EXAMPLE)
            .orOnly(TYPE);

    private VariableFields() {}
}
