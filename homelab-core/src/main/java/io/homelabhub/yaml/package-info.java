/**
 * YAML as a tree in which every key and value knows its file, line and column. Aliases and merge keys are expanded,
 * scalars are typed by the rules that Compose uses. What a document means, and binding it to types, is not here.
 */
@NullMarked
package io.homelabhub.yaml;

import org.jspecify.annotations.NullMarked;
