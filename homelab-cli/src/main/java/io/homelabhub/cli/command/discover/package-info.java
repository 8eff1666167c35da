/** Where services answer. */
@NullMarked
package io.homelabhub.cli.command.discover;

import org.jspecify.annotations.NullMarked;
