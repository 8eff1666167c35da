/** Backups: taken, listed, tried out, pruned and restored. How is known in the core. */
@NullMarked
package io.homelabhub.cli.command.backup;

import org.jspecify.annotations.NullMarked;
