package io.homelabhub.compose.keys;

/**
 * A key with a fixed name.
 *
 * @param name the key
 * @param shape what stands behind it
 * @param always whether the canonical form has it even when it is not set
 * @param support what Homelab does with it
 * @param note why nothing follows from it, or what instead; empty where there is nothing to say
 */
public record Field(String name, Shape shape, boolean always, Support support, String note) {
    /** A key that is acted upon. */
    static Field field(String name, Shape shape) {
        return new Field(name, shape, false, Support.APPLIED, "");
    }

    /** A key that is acted upon and that the canonical form always has. */
    static Field always(String name, Shape shape) {
        return new Field(name, shape, true, Support.APPLIED, "");
    }

    Field noted(String note) {
        return new Field(name, shape, always, support, note);
    }

    Field noEffect(String why) {
        return new Field(name, shape, always, Support.NO_EFFECT, why);
    }

    Field unsupported(String why) {
        return new Field(name, shape, always, Support.UNSUPPORTED, why);
    }
}
