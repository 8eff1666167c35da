package io.homelabhub.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells two plans apart without telling what is in them: SHA-256 over verdicts, causes and actions. What a container is made of
 * enters through the hashes in its labels, so no secret can be guessed from it. Waits do not count: whether a container that
 * stays has to be waited for is another matter a second later, and changes nothing of what is done.
 */
public final class PlanFingerprint {
    private PlanFingerprint() {}

    /** 64 hex digits; equal for plans that do the same to the same containers for the same reasons. */
    public static String of(Plan plan) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, plan.project());
            add(digest, plan.operation());
            add(digest, plan.optional().toString());
            for (Change change : plan.changes()) {
                add(digest, change.toString());
                change.causes().forEach(cause -> add(digest, cause.differences().toString()));
            }
            for (Step step : plan.steps()) {
                step.work().action().ifPresent(action -> {
                    add(digest, step.resource() + (step.onlyIf().isEmpty() ? "" : " if fetched") + " " + text(action));
                    step.undo().forEach(undo -> add(digest, text(undo)));
                });
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String text(Action action) {
        return action.as(Action.CreateContainer.class)
                .map(Action.CreateContainer::container)
                .map(container -> container + " " + container.labels())
                .orElseGet(() -> action.getClass().getSimpleName() + " " + action);
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
