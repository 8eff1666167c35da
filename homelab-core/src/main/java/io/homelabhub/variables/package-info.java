/**
 * Variables with their origin and their secrecy: who says a value, who uses it. Values alone; what reads files and holds them against
 * each other is not here.
 */
@NullMarked
package io.homelabhub.variables;

import org.jspecify.annotations.NullMarked;
