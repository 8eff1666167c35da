package io.homelabhub.notification;

import io.homelabhub.look.ImageUpdate;

/** An update in one line. */
final class UpdateWords {
    private UpdateWords() {}

    /** {@code web: nginx:1.27.1, newest 1.27.3}; a replaced image is named by its new digest, so that the next one is another line. */
    static String of(ImageUpdate update) {
        String replaced = update.isReplaced()
                ? ", another image under this name (" + update.offered().orElseThrow() + ")"
                : "";
        String newer = update.newest().map(tag -> ", newest " + tag).orElse("");
        return update.service() + ": " + update.reference() + newer + replaced;
    }
}
