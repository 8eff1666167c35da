/** How the project stands. */
@NullMarked
package io.homelabhub.cli.command.status;

import org.jspecify.annotations.NullMarked;
