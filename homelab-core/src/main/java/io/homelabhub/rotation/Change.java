package io.homelabhub.rotation;

/**
 * A value in place of another. Both are secrets.
 *
 * @param from the one in force
 * @param to the one to be
 */
record Change(String from, String to) {
    Change back() {
        return new Change(to, from);
    }

    /** Neither of them. */
    @Override
    public String toString() {
        return "Change";
    }
}
