/** The command line: options, what commands share, and what is said of a line that cannot be understood. */
@NullMarked
package io.homelabhub.cli.line;

import org.jspecify.annotations.NullMarked;
