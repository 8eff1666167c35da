/** What the files come to, and the variables that they use. */
@NullMarked
package io.homelabhub.cli.command.config;

import org.jspecify.annotations.NullMarked;
