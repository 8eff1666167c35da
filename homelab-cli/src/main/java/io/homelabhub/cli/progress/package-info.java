/** A run as it goes on: a live board in a terminal, lines elsewhere, JSON for programs. */
@NullMarked
package io.homelabhub.cli.progress;

import org.jspecify.annotations.NullMarked;
