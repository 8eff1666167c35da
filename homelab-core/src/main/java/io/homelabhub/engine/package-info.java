/**
 * The SPI behind which a container host stands. An engine carries out and reports; it never waits for health, retries
 * or decides.
 */
@NullMarked
package io.homelabhub.engine;

import org.jspecify.annotations.NullMarked;
