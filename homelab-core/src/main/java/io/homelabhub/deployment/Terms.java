package io.homelabhub.deployment;

import io.homelabhub.run.ApplyOptions;
import io.homelabhub.secret.SecretMask;

/**
 * What an apply goes by, beside the plan.
 *
 * @param mask hides secrets in what is told
 * @param options how it is carried out
 */
public record Terms(SecretMask mask, ApplyOptions options) {}
