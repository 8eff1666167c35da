package io.homelabhub.desired;

import io.homelabhub.resource.VolumeSpec;
import java.util.Optional;

/**
 * A job for which all is made ready that it needs, and which a deploy never runs.
 *
 * @param name its name in the Compose model
 * @param image where its image comes from
 * @param armed the volume that says that it runs when it is due; empty for a job without a schedule
 */
public record DesiredJob(String name, DesiredImage image, Optional<VolumeSpec> armed) {}
