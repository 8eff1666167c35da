package io.homelabhub.backup.store;

/**
 * Something that is not in a backup.
 *
 * @param subject what, as {@code bind /srv/media of plex}
 * @param reason why not, as a sentence without a full stop; holds no secret
 */
public record Omission(String subject, String reason) {
    /** {@code bind /srv/media of plex: lies on the host}. */
    @Override
    public String toString() {
        return subject + ": " + reason;
    }
}
