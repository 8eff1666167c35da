/** The terminal that the command was typed at, as a program in a container needs it. Not what is printed there. */
@NullMarked
package io.homelabhub.cli.terminal;

import org.jspecify.annotations.NullMarked;
