package io.homelabhub.resource;

/** The labels by which Docker Compose knows its own containers, networks and volumes (compose v2, pkg/api/labels.go). */
public final class ComposeLabels {
    /** No constant of the compiler's: that would be copied into each class, and nobody could tell any more who reads it. */
    public static final String PROJECT = String.valueOf("com.docker.compose.project");

    public static final String SERVICE = "com.docker.compose.service";
    public static final String VERSION = "com.docker.compose.version";
    public static final String CONFIG_HASH = "com.docker.compose.config-hash";
    public static final String CONTAINER_NUMBER = "com.docker.compose.container-number";
    public static final String ONE_OFF = "com.docker.compose.oneoff";
    /** What tells a one-off container from all others: 64 hexadecimal digits, of which its name shows twelve. */
    public static final String SLUG = "com.docker.compose.slug";

    public static final String IMAGE = "com.docker.compose.image";
    public static final String DEPENDS_ON = "com.docker.compose.depends_on";
    public static final String WORKING_DIR = "com.docker.compose.project.working_dir";
    public static final String CONFIG_FILES = "com.docker.compose.project.config_files";
    public static final String ENVIRONMENT_FILE = "com.docker.compose.project.environment_file";
    public static final String REPLACE = "com.docker.compose.replace";
    public static final String NETWORK = "com.docker.compose.network";
    /** On what a {@code pre_start} hook runs in: no container of the service. */
    public static final String HOOK = "com.docker.compose.hook";

    /** Its place in the list of hooks, 0 and up. */
    public static final String HOOK_INDEX = "com.docker.compose.hook-index";

    /** {@code TARGET=IMAGE-ID,…} for volumes of {@code type: image}, from version 5 on. */
    public static final String IMAGE_VOLUME_DIGEST = "com.docker.compose.image-volume-digest";

    public static final String VOLUME = "com.docker.compose.volume";

    private ComposeLabels() {}
}
