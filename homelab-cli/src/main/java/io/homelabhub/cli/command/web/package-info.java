/** The page in a browser. What it serves is in a module of its own, of which no other command loads a class. */
@NullMarked
package io.homelabhub.cli.command.web;

import org.jspecify.annotations.NullMarked;
