/** What runs in containers, what they use, where they are reached and what happens to them. */
@NullMarked
package io.homelabhub.cli.command.look;

import org.jspecify.annotations.NullMarked;
