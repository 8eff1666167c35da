/** What services write. */
@NullMarked
package io.homelabhub.cli.command.logs;

import org.jspecify.annotations.NullMarked;
