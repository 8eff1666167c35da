package io.homelabhub.backup.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How a project's complete backups of everything stand.
 *
 * @param newest when the newest was begun
 * @param verified when one of them was last restored for trial and found as it was; empty if none ever was
 */
public record BackupAge(Instant newest, Optional<Instant> verified) {}
