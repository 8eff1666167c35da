/** What services there are, and what they need. */
@NullMarked
package io.homelabhub.cli.command.services;

import org.jspecify.annotations.NullMarked;
