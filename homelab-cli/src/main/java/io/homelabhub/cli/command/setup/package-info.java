/** What a machine needs before its first deploy. */
@NullMarked
package io.homelabhub.cli.command.setup;

import org.jspecify.annotations.NullMarked;
