/** What goes to standard output and standard error: the console, pages for people, forms for programs, exit codes. */
@NullMarked
package io.homelabhub.cli.output;

import org.jspecify.annotations.NullMarked;
