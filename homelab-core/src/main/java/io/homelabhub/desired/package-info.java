/**
 * What shall be there: the catalog, the Compose model and the selection brought together in the engine's terms. Files are
 * read below, comparing with what is there is done above.
 */
@NullMarked
package io.homelabhub.desired;

import org.jspecify.annotations.NullMarked;
