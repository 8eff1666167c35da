/** Who deploys at present. */
@NullMarked
package io.homelabhub.cli.command.lock;

import org.jspecify.annotations.NullMarked;
