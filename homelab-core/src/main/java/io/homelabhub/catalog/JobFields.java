package io.homelabhub.catalog;

/** The keys of an entry under {@code jobs}. */
final class JobFields {
    static final Field<String> NAME =
            Field.optional("name", Text.ANY, "Name of the job where `jobs` is a list; ignored in a map.");
    static final Field<String> DESCRIPTION =
            Field.optional("description", Text.ANY, "What the job is for, in one line.", "empty");
    static final Field<String> GROUP =
            Field.optional("group", Text.NAME, "Group with which it is deployed.", "only with `all`");
    static final Field<String> OWNER = Field.optional("owner", Text.ANY, "Who is asked about it; for people.");
    static final Field<String> ON_FAILURE = Field.optional(
            "on_failure",
            Text.ANY,
            "Command for the shell of the machine that keeps time, run when a run of the job has failed."
                    + " `HOMELAB_PROJECT`, `HOMELAB_JOB`, `HOMELAB_STATE`, `HOMELAB_EXIT_CODE`, `HOMELAB_REASON` and"
                    + " `HOMELAB_CONTAINER` tell of the run.",
            "nothing");

    static final Structure TABLE =
            Structure.of("a job", NAME, DESCRIPTION, GROUP, OWNER, ON_FAILURE).orOnly(DESCRIPTION);

    private JobFields() {}
}
