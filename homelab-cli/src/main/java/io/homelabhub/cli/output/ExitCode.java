package io.homelabhub.cli.output;

/** What the process ends with. Published in {@code docs/exit-codes.md}: numbers never change their meaning. */
public enum ExitCode implements ExitStatus {
    DONE(0, "Done, or there was nothing to do."),
    DEFECT(1, "A defect of Homelab itself. The message says where the details are and asks for a report."),
    USAGE(2, "The command line cannot be understood: an unknown command, option, service or group."),
    INVALID_INPUT(
            3,
            "The catalog, a Compose file, an encrypted file or the environment is invalid. Every problem is listed"
                    + " with its place."),
    ENGINE_UNREACHABLE(
            4,
            "The engine, or that of one of several hosts, does not answer or denies access. The message lists what was tried."),
    REFUSED(5, "Refused before anything was changed: consent is missing, or the plan is out of date."),
    ROLLED_BACK(6, "Applying failed, and what had been done was taken back."),
    APPLIED_IN_PART(7, "Applying failed, and what had been done by then stays."),
    ROLLBACK_FAILED(8, "Applying failed, and not everything could be taken back. The message lists what is left."),
    UNHEALTHY(
            9,
            "Something that is deployed is not healthy, or nothing is deployed; or a channel cannot be told"
                    + " (`notify`)."),
    CHANGES_PENDING(
            10,
            "The plan is not empty (`plan --detailed-exitcode`, `config generate --check`, `discover --check`), or"
                    + " something is outdated (`outdated --check`)."),
    LOCKED(11, "Somebody else is deploying this project. The message names the holder."),
    NOT_ALL(12, "Backed up, but not all: something that should be in the backup is not. The message names it."),
    DAMAGED(13, "A backup or a dump is damaged, cut, or did not restore as it was taken. Nothing was touched."),
    TIMED_OUT(124, "The time given with `--within` was not enough."),
    CANCELLED(130, "Cancelled with Ctrl-C or a termination signal.");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    @Override
    public int code() {
        return code;
    }

    /** One or two sentences for the documentation and the help. */
    public String meaning() {
        return meaning;
    }
}
