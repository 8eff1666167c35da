/** The root of every exception that Homelab throws, and how a failure is written out. Nothing of the domain is here: every other package may import this one. */
@NullMarked
package io.homelabhub.failure;

import org.jspecify.annotations.NullMarked;
