/**
 * Where the catalog meets the Compose bundles: which files they are, which Compose service a service of the catalog is,
 * whether both say the same, and the one graph over both. Reading either is not here.
 */
@NullMarked
package io.homelabhub.bundle;

import org.jspecify.annotations.NullMarked;
