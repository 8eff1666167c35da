/** Variables in text: {@code $NAME} and {@code ${NAME...}} with all operators of Compose. Where values come from is not here. */
@NullMarked
package io.homelabhub.compose.interpolate;

import org.jspecify.annotations.NullMarked;
