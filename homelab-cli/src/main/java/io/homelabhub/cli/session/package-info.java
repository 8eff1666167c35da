/** A program in a container, joined to the streams of this process. Not how it comes to be: that is for commands to say. */
@NullMarked
package io.homelabhub.cli.session;

import org.jspecify.annotations.NullMarked;
