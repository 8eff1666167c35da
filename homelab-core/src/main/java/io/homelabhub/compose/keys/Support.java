package io.homelabhub.compose.keys;

/** What Homelab does with a key that Compose knows. */
public enum Support {
    /** Acted upon. */
    APPLIED("applied"),
    /** Read and printed, but nothing follows from it: it is for swarm, for another tool or for another system. */
    NO_EFFECT("no effect"),
    /** Read and printed; docker compose acts upon it, Homelab does not: using it gives a warning. */
    UNSUPPORTED("not supported");

    private final String words;

    Support(String words) {
        this.words = words;
    }

    /** For the support matrix. */
    public String words() {
        return words;
    }
}
