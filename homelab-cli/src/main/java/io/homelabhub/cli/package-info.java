/**
 * The {@code homelab} command: reads arguments, calls the library, prints what comes of it and maps failures to exit
 * codes. Nothing is here that a program which embeds the library would miss.
 */
@NullMarked
package io.homelabhub.cli;

import org.jspecify.annotations.NullMarked;
