/** The hosts that an owner has named. */
@NullMarked
package io.homelabhub.cli.command.hosts;

import org.jspecify.annotations.NullMarked;
