/** The projects of an engine. */
@NullMarked
package io.homelabhub.cli.command.projects;

import org.jspecify.annotations.NullMarked;
