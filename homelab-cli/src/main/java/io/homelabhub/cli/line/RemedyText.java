package io.homelabhub.cli.line;

import io.homelabhub.failure.Remedy;
import java.util.List;

/** What to type next: the commands and options for what the library advises. */
public final class RemedyText {
    private RemedyText() {}

    /** Several in one; a suspicion begins a line of its own. */
    public static String of(List<Remedy> remedies) {
        return Remedy.text(remedies, RemedyText::of);
    }

    private static String of(Remedy remedy) {
        String subject = remedy.subject();
        return switch (remedy.kind()) {
            case ADVICE, SUSPICION -> remedy.words();
            case REPEAT -> remedy.words() + ", then: homelab " + subject;
            case MORE_TIME -> "Give the run more time with --within, then: homelab " + subject;
            case USE_IMAGE_THERE -> "To use the image that is there already: homelab " + subject + " --pull missing";
            case TEST_HEALTH -> "To run its health test again: homelab health " + subject;
            case KEEP_AND_TEST_HEALTH ->
                "To run its health test again: homelab deploy " + subject + " --on-failure keep, then: homelab health "
                        + subject;
            case TAKE_DEPENDANTS -> "Add --with-dependents to remove what needs it as well.";
            case ALLOW_DATA_LOSS -> "Back up " + remedy.words() + ", then add --allow-data-loss " + subject + ".";
            case TAKE_LENDER ->
                "Deploy the service that it belongs to as well (leave out --no-deps), start it, or correct its name.";
            case SHOW_HISTORY -> "`homelab history` lists what is remembered.";
            case WAIT_OR_RELEASE_LOCK ->
                "Wait until it has finished (--lock-wait 5m does so), or run `homelab lock release` if that run is gone.";
        };
    }
}
