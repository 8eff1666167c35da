/** Images and volumes, and what they take of the disk. */
@NullMarked
package io.homelabhub.cli.command.storage;

import org.jspecify.annotations.NullMarked;
