package io.homelabhub.testkit.contract;

import java.util.Set;

/** What known engines do otherwise than a clause says. The clause requires of an engine with a difference that it is so. */
public enum Difference {
    /** Docker sees that nothing changes. */
    RENAMES_TO_THE_SAME_NAME("c07", "a rename to the name it has is done again"),
    /** The compatible API of Podman 4.3 has no such call. */
    UPDATES_NOTHING("c12", "an update is refused as not found"),
    /** A container of {@code busybox:1} shows {@code docker.io/library/busybox:1}. */
    QUALIFIES_IMAGE_NAMES("c14", "the image's name is shown with its registry"),
    /** Docker does so for {@code Binds} alone. */
    MAKES_MOUNTED_PATHS("c16", "the path is made"),
    /** It stays created. */
    STOPS_WHAT_NEVER_RAN("c23", "the stop is done, and changes nothing"),
    /** Podman has no back-off. */
    RESTARTS_AT_ONCE("c26 c37", "there is no pause between restarts"),
    /** Podman tells of the end alone. */
    TELLS_NO_STOP("c31", "die is told, stop is not"),
    /** Exit code 137 is all that tells. */
    HIDES_OUT_OF_MEMORY("c33", "only the exit code, 137, tells"),
    /** The guest depends on it. */
    STARTS_LENDERS_TOO("c34", "the other is started too"),
    /** Its compatible API takes single ports. */
    REFUSES_PORT_RANGES("c35 c39", "a range is refused at creation"),
    /** Podman has systemd's timers run them. Our own tests answer all the same. */
    RUNS_NO_HEALTH_CHECKS("c40 c41 c42", "without systemd, health stays starting"),
    /** In an inspection; the listing has the id. */
    SHOWS_NETWORKS_BY_NAME("c54", "an endpoint shows the network's name for its id"),
    /** Docker counts containers that run. */
    KEEPS_NETWORKS_OF_WHAT_IS_DOWN("c58", "the removal is a conflict while there is a container made for it"),
    /** They are among its binds, with the name that they were given. */
    HIDES_OWN_VOLUMES("c72", "an inspection does not tell which unnamed volumes are its own"),
    /** Podman has no links. */
    LINKS_NOTHING("c76", "a link is refused, whomever it names"),
    /** Podman cuts wherever it has read, and puts a time before each part; nothing tells that from the program's own words. */
    CUTS_TERMINAL_LINES("c91", "a long line on a terminal has the times of its parts in it"),
    /** Podman heeds no owners of an archive. */
    GIVES_FILES_TO_THE_USER("c119", "what is put in belongs to the user that the container runs as"),
    /** Docker names them after the path that they are asked for, as {@code volume/sample}. */
    NAMES_VOLUMES_FROM_THE_ROOT("c150", "what comes out of a volume has paths from the volume's own root, as /sample");

    private final String clauses;
    private final String text;

    Difference(String clauses, String text) {
        this.clauses = clauses;
        this.text = text;
    }

    /** The numbers of the clauses concerned, as {@code c07}. */
    public Set<String> clauses() {
        return Set.of(clauses.split(" "));
    }

    /** What the engine does instead. */
    public String text() {
        return text;
    }
}
