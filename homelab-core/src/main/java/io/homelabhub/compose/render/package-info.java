/** Canonical trees as text: JSON and YAML in the form of docker compose. What a project holds is not known here. */
@NullMarked
package io.homelabhub.compose.render;

import org.jspecify.annotations.NullMarked;
