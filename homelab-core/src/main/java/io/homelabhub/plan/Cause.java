package io.homelabhub.plan;

import java.util.List;

/**
 * Why a verdict was given.
 *
 * @param kind the reason
 * @param subject what it is about, as the dependency or the file; empty if the resource itself
 * @param differences the fields that differ, sorted by path; secret values masked
 */
public record Cause(Kind kind, String subject, List<FieldDifference> differences) {
    public Cause {
        differences = differences.stream().sorted().toList();
    }

    public static Cause of(Kind kind) {
        return new Cause(kind, "", List.of());
    }

    public static Cause of(Kind kind, String subject) {
        return new Cause(kind, subject, List.of());
    }

    /** The reasons there are. Text is what people read after the resource's name. */
    public enum Kind {
        UP_TO_DATE("up to date"),
        /** It differs from its files, and nobody asks for the difference to go. */
        KEPT("kept as it was made; its files say something else"),
        NOT_FOUND("not there yet"),
        /** It was asked for to go. */
        ASKED_FOR("asked for"),
        STOPPED("stopped"),
        /** It is up, and only what is down was to go. */
        RUNNING("runs"),
        CRASHED("exited"),
        PAUSED("paused"),
        /** The Compose file, the environment or the catalog says something else now. */
        CONFIGURATION_CHANGED("configuration changed"),
        /** Somebody changed the live resource. */
        DRIFTED("changed on the engine"),
        IMAGE_CHANGED("image changed"),
        /** A fetch will tell whether there is another image; if not, nothing is done. */
        IMAGE_MAY_CHANGE("only if fetching brings another image of"),
        /** An image is fetched though the engine has one under its name. */
        PULL_POLICY("pull policy"),
        /** Its name stands for an image again that it stood for before. */
        IMAGE_RESTORED("goes back to"),
        /** What it ran before cannot be had, or nothing is known of it. */
        CANNOT_GO_BACK("cannot go back:"),
        /** A file that is mounted or copied in has other content now. */
        CONTENT_CHANGED("content changed"),
        NETWORK_CHANGED("network changed"),
        VOLUME_CHANGED("volume changed"),
        /** It shares something with a service that is made anew. */
        DEPENDENCY_RECREATED("follows"),
        /** What it shares with another container is lost, as that one has ended or was started after it. */
        NAMESPACE_LOST("has lost the"),
        /** It shares something with a container that is not there, or does not run. */
        LENDER_MISSING("needs"),
        /** It waits until another is healthy, and nothing tests that one. */
        NO_HEALTH_TEST("waits for the health, which nothing tests, of"),
        /** A service that stays needs it. */
        NEEDED_BY("needed by"),
        /** Nothing in the project describes it any more. */
        ORPHANED("orphan"),
        /** It gives up something that another takes. */
        GIVES_WAY("gives"),
        /** Left over from an interrupted run. */
        LEFT_OVER("left over from an interrupted run"),
        /** More containers than the service shall have. */
        SURPLUS("surplus"),
        /** A container that stays carries the name. */
        NAME_TAKEN("name taken by"),
        /** Another container or process of the host holds the port. */
        PORT_TAKEN("port taken by"),
        /** Another container of the network has the address. */
        ADDRESS_TAKEN("address taken by"),
        /** A key needs a newer engine; it is named with its place, and both versions. */
        ENGINE_TOO_OLD("the engine is too old:"),
        /** Its registry does not give it, so that a build has to. */
        CANNOT_PULL("cannot be pulled:"),
        /** It is not there, or shall be built anew, and its build cannot be done here; the place is named. */
        CANNOT_BUILD("cannot be built:"),
        /** What is in it is being replaced by a restore that was cut short. */
        HALF_RESTORED("holds what a restore that was cut short has left;"),
        /** Its data was written by another major version than its image has, which cannot read it. */
        OTHER_MAJOR_VERSION("cannot read its data:"),
        /** Data would be lost, and nobody has agreed to it. */
        DATA_LOSS("would lose data"),
        FORCED("forced");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** {@code KIND} or {@code KIND(subject)}. */
    @Override
    public String toString() {
        return subject.isEmpty() ? kind.name() : kind + "(" + subject + ")";
    }
}
