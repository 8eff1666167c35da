/** On which host each service runs, and how services of one host reach those of another. Pure: neither file nor engine is asked. */
@NullMarked
package io.homelabhub.placement;

import org.jspecify.annotations.NullMarked;
