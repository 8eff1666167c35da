package io.homelabhub.planning;

import io.homelabhub.desired.ContentPolicy;
import io.homelabhub.desired.ContentPolicy.Reaction;
import io.homelabhub.plan.Cause;
import io.homelabhub.planning.ContentDigests.Changed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is done because the content of files has changed.
 *
 * @param reaction RECREATE, RESTART or SIGNAL; RECREATE or RESTART also where the service asks for less, but would not see
 *     the new content then
 * @param cause why
 */
record ContentChange(Reaction reaction, Cause cause) {
    /**
     * What a change of content calls for.
     *
     * @param seen what the container may have seen last; if more than one, one that differs counts
     * @param now what the files hold now
     * @return empty if nothing has changed, or the service does not care
     */
    static Optional<ContentChange> of(ContentPolicy policy, Set<String> seen, String now) {
        if (policy.reaction() == Reaction.IGNORE) {
            return Optional.empty();
        }
        return seen.stream()
                .sorted(Comparator.naturalOrder())
                .map(before -> ContentDigests.changed(before, now))
                .filter(changed -> !changed.isEmpty())
                .findFirst()
                .map(changed -> of(policy.reaction(), changed));
    }

    private static ContentChange of(Reaction asked, List<Changed> changed) {
        if (asked != Reaction.RECREATE && !changed.stream().allMatch(Changed::isBound)) {
            return because(Reaction.RECREATE, "(what is no file is put into a container when it is made)", changed);
        }
        if (asked == Reaction.SIGNAL && changed.stream().anyMatch(Changed::replaced)) {
            return because(Reaction.RESTART, "(a new file has its name, which is seen after a restart only)", changed);
        }
        return because(asked, "", changed);
    }

    private static ContentChange because(Reaction reaction, String subject, List<Changed> changed) {
        return new ContentChange(
                reaction,
                new Cause(
                        Cause.Kind.CONTENT_CHANGED,
                        subject,
                        changed.stream().map(Changed::difference).toList()));
    }
}
