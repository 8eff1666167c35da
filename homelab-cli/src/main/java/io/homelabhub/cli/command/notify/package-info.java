/** Trying out who is told. What they are told of is not here. */
@NullMarked
package io.homelabhub.cli.command.notify;

import org.jspecify.annotations.NullMarked;
