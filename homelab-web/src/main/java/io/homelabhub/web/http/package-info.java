/** Who is let in, and how requests are answered. What is asked for is not here. */
@NullMarked
package io.homelabhub.web.http;

import org.jspecify.annotations.NullMarked;
