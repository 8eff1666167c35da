/**
 * {@code develop.watch}: what changes in files of this machine is carried into containers, or builds their images anew. How containers
 * are deployed, restarted and copied into is not known here.
 */
@NullMarked
package io.homelabhub.develop;

import org.jspecify.annotations.NullMarked;
