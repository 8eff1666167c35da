package io.homelabhub.cli.line;

import io.homelabhub.failure.HomelabException;

/** Options that each make sense, but not together. */
public final class UsageException extends HomelabException {
    private static final long serialVersionUID = 1L;

    public UsageException(String problem) {
        super(problem, "See `homelab --help`.", null);
    }
}
