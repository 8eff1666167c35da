package io.homelabhub.resource;

/** The labels that Homelab writes beside Docker Compose's own. Docker Compose pays no heed to them. */
public final class HomelabLabels {
    /** What the files behind a container held: {@code path=digest} pairs, joined with semicolons, sorted by path. */
    public static final String CONTENT = "io.homelabhub.content";

    /** The paths of the files that were put into a container between its creation and its start: one a line, sorted. */
    public static final String FILES = "io.homelabhub.files";

    /** What the engine made of a container by itself beyond what it was asked for: marks, joined with commas. */
    public static final String ENGINES_OWN = "io.homelabhub.engines-own";

    /**
     * On a volume that holds nothing: the id of a container that has been restarted or signalled since it was made, and so
     * has seen another content than its own label {@link #CONTENT} says. That label of the volume says which.
     */
    public static final String CONTENT_OF = "io.homelabhub.content-of";

    /** On such a volume: the Compose project of the container. */
    public static final String PROJECT = "io.homelabhub.project";

    /** On such a volume: the Compose service of the container. */
    public static final String SERVICE = "io.homelabhub.service";

    /**
     * On a volume that holds nothing, with the number of a deploy behind it: the image that the service had before that deploy. What
     * {@link #PROJECT} and {@link #SERVICE} say is on it as well.
     */
    public static final String HISTORY = "io.homelabhub.history.";

    /** On a container or a volume that a backup or a restore has made for itself: the Compose project. */
    public static final String BACKUP_OF = "io.homelabhub.backup.of";

    /** On such a container: the ids of containers that were paused for it, joined with commas; the next backup lets them go on. */
    public static final String PAUSED = "io.homelabhub.backup.paused";

    /** On such a container: the services that were stopped for it, joined with commas; the next backup starts them. */
    public static final String STOPPED = "io.homelabhub.backup.stopped";

    /** On a container that never runs: the volume whose content is being replaced, and a volume with what it held before. */
    public static final String REPLACING = "io.homelabhub.backup.replacing";

    /** On such a container: the databases that change their names with it, as {@code service=database=name beside}, joined with commas. */
    public static final String RENAMING = "io.homelabhub.backup.renaming";

    /** On a container that never runs: a service and the major version that its data has by now, as {@code db=17}, until its server has it too. */
    public static final String UPGRADED = "io.homelabhub.backup.upgraded";

    /** On a volume that holds what another did before a restore: the other's name. */
    public static final String BEFORE = "io.homelabhub.backup.before";

    /** On a container in which a job runs or ran: the job's name. */
    public static final String JOB = "io.homelabhub.job";

    /** On such a container: the instant at which the job was due, as {@code 2026-11-30T03:00:00Z}; not there if it was run by hand. */
    public static final String JOB_DUE = "io.homelabhub.job.due";

    /** On such a container: the job and the instant for which it is run, as {@code backup 2026-11-30T03:00:00Z}, as that job needs it. */
    public static final String JOB_FOR = "io.homelabhub.job.for";

    /** On such a container: who had it run, as {@code user@host}. */
    public static final String JOB_BY = "io.homelabhub.job.by";

    /** On such a container: the longest time that it may run, as {@code PT1H}; not there if there is no limit. */
    public static final String JOB_TIMEOUT = "io.homelabhub.job.timeout";

    /** On such a container, which was never started: why not. */
    public static final String JOB_FAILURE = "io.homelabhub.job.failure";

    /** On a volume that holds nothing: the job that does not run by itself for the time being. Its project is on it as well. */
    public static final String JOB_PAUSED = "io.homelabhub.job.paused";

    /** On a volume that holds nothing: the job that a deploy has armed, so that it runs when it is due. Its project is on it as well. */
    public static final String JOB_ARMED = "io.homelabhub.job.armed";

    /** On such a volume: the job's schedules, joined with semicolons. */
    public static final String JOB_SCHEDULE = "io.homelabhub.job.schedule";

    /** On such a volume: a digest of all that the files said of the job. */
    public static final String JOB_DEFINITION = "io.homelabhub.job.definition";

    /** On a volume that holds nothing: the job of whose run somebody has told, or is about to, that it failed. {@link #JOB_DUE} is on it as well. */
    public static final String JOB_TOLD = "io.homelabhub.job.told";

    /** On such a volume: who tells, by what nobody else has. */
    public static final String JOB_TOLD_BY = "io.homelabhub.job.told-by";

    private HomelabLabels() {}
}
