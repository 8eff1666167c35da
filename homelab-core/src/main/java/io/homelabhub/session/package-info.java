/** One call's engine, opened while files are read or kept between calls, and the project's lock on it. */
@NullMarked
package io.homelabhub.session;

import org.jspecify.annotations.NullMarked;
