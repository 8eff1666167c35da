/**
 * A container host in memory that behaves as the Docker Engine does, its traps included. What a plan is or how it is
 * applied is not here: this package knows the engine SPI and the clock alone.
 */
@NullMarked
package io.homelabhub.testkit.engine;

import org.jspecify.annotations.NullMarked;
