package io.homelabhub.failure;

import java.util.List;
import java.util.function.Function;

/**
 * What the reader of a failure can do next. What has to be typed or pressed for it is the front end's to say: it switches over the
 * kinds, and has the facts for a command or a button.
 *
 * @param kind what is to be done
 * @param subject what with; see the kinds
 * @param words what the kind says of them; empty where it says nothing
 */
public record Remedy(Kind kind, String subject, String words) {
    /** What is to be done. */
    public enum Kind {
        /** What {@code words} say, whole sentences that hold for every front end. */
        ADVICE,
        /** Likewise, about what may lie behind it; it begins a line of its own. */
        SUSPICION,
        /** What {@code words} say, without a full stop, and then the operation {@code subject} once more. */
        REPEAT,
        /** The operation {@code subject} once more, with more time. */
        MORE_TIME,
        /** The operation {@code subject} once more, without pulling what the engine has already. */
        USE_IMAGE_THERE,
        /** A run of the health test of the service {@code subject}. */
        TEST_HEALTH,
        /** A deploy of the service {@code subject} that keeps what fails, and then a run of its health test. */
        KEEP_AND_TEST_HEALTH,
        /** A removal that takes along what needs the removed. */
        TAKE_DEPENDANTS,
        /** A backup of what {@code words} call it, and then leave to lose the data of the volume {@code subject}. */
        ALLOW_DATA_LOSS,
        /** A deploy with what the service lives in, or that one started, or named correctly. */
        TAKE_LENDER,
        /** A look at which images are remembered. */
        SHOW_HISTORY,
        /** Time until the other run has finished, or, if it is gone, the lock taken from it. */
        WAIT_OR_RELEASE_LOCK
    }

    /** What whole sentences say; of empty ones nothing. */
    public static List<Remedy> advice(String sentences) {
        return sentences.isEmpty() ? List.of() : List.of(new Remedy(Kind.ADVICE, "", sentences));
    }

    /** One that needs no more words than its kind. */
    public static Remedy of(Kind kind, String subject) {
        return new Remedy(kind, subject, "");
    }

    /**
     * Several, as one text.
     *
     * @param wording what a front end says for one
     */
    public static String text(List<Remedy> remedies, Function<? super Remedy, String> wording) {
        StringBuilder text = new StringBuilder();
        for (Remedy remedy : remedies) {
            String between = remedy.kind() == Kind.SUSPICION ? "\n" : " ";
            text.append(text.isEmpty() ? "" : between).append(wording.apply(remedy));
        }
        return text.toString();
    }

    /** In words that fit where nothing is known of a front end. */
    @Override
    public String toString() {
        return switch (kind) {
            case ADVICE, SUSPICION -> words;
            case REPEAT -> words + ", then do it again: " + subject + ".";
            case MORE_TIME -> "Give the run more time, then do it again: " + subject + ".";
            case USE_IMAGE_THERE -> "Or pull only what is missing, to use the image that is there already.";
            case TEST_HEALTH -> "Run the health test of " + subject + " again.";
            case KEEP_AND_TEST_HEALTH ->
                "Deploy " + subject + " so that what fails is kept, then run its health test again.";
            case TAKE_DEPENDANTS -> "Remove what needs it as well.";
            case ALLOW_DATA_LOSS -> "Back up " + words + ", then allow that its data is lost.";
            case TAKE_LENDER -> "Deploy the service that it belongs to as well, start it, or correct its name.";
            case SHOW_HISTORY -> "Look at which images are remembered.";
            case WAIT_OR_RELEASE_LOCK -> "Wait until it has finished, or release the lock if that run is gone.";
        };
    }
}
