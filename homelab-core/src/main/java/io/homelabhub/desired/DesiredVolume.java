package io.homelabhub.desired;

import io.homelabhub.resource.VolumeSpec;

/**
 * A named volume that services mount.
 *
 * @param spec its name, labels and settings
 * @param external whether somebody else looks after it: it must be there and is left alone
 */
public record DesiredVolume(VolumeSpec spec, boolean external) {}
