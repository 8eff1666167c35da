package io.homelabhub.planning;

/** The labels that Homelab and Docker Compose write for themselves. */
final class OwnLabels {
    private OwnLabels() {}

    /** Whether a label says who made a container and from what, rather than what the owner wants of it. */
    static boolean isBookkeeping(String key) {
        return key.startsWith("com.docker.compose.")
                || key.startsWith("desktop.docker.io/")
                || key.startsWith("io.homelabhub.");
    }
}
