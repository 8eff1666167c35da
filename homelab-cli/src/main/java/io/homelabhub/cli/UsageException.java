package io.homelabhub.cli;

import io.homelabhub.failure.HomelabException;

/** Options that each make sense, but not together. */
final class UsageException extends HomelabException {
    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
        super(problem, "See `homelab --help`.", null);
    }
}
