package io.homelabhub.compose.keys;

/** Which keys the owner may choose in a map. */
public enum KeyRule {
    /** Any but the empty one. */
    ANY("a name"),
    /** Letters, digits, dot, dash, underscore. */
    NAME("letters, digits, \".\", \"-\" and \"_\""),
    /** As {@link #NAME}; others are not looked at. */
    NAME_OR_UNCHECKED(""),
    /** Lower-case letters; others are not looked at. */
    LOWER_OR_UNCHECKED("");

    private final String words;

    KeyRule(String words) {
        this.words = words;
    }

    /** For messages: what a key consists of. */
    public String words() {
        return words;
    }

    /** Whether values behind {@code key} are checked. */
    public boolean checks(String key) {
        return switch (this) {
            case ANY -> true;
            case NAME, NAME_OR_UNCHECKED -> isName(key);
            case LOWER_OR_UNCHECKED -> isLower(key);
        };
    }

    /** Whether {@code key} may stand here. */
    public boolean allows(String key) {
        return switch (this) {
            case ANY -> !key.isEmpty();
            case NAME -> isName(key);
            case NAME_OR_UNCHECKED, LOWER_OR_UNCHECKED -> true;
        };
    }

    private static boolean isName(String key) {
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!allowed && c != '.' && c != '-' && c != '_') {
                return false;
            }
        }
        return !key.isEmpty();
    }

    private static boolean isLower(String key) {
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < 'a' || key.charAt(i) > 'z') {
                return false;
            }
        }
        return !key.isEmpty();
    }
}
