package io.homelabhub.resource;

/** The labels that Homelab writes beside Docker Compose's own. Docker Compose pays no heed to them. */
public final class HomelabLabels {
    /** What the files behind a container held: {@code path=digest} pairs, joined with semicolons, sorted by path. */
    public static final String CONTENT = "io.homelabhub.content";

    private HomelabLabels() {}
}
