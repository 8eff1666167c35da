/** The mark that says what is promised. What is marked stands elsewhere, and what comes of it is in {@code docs/api}. */
@NullMarked
package io.homelabhub.api;

import org.jspecify.annotations.NullMarked;
