/** Knows which values must not be read by people and takes them out of text. Where texts go is not here. */
@NullMarked
package io.homelabhub.secret;

import org.jspecify.annotations.NullMarked;
