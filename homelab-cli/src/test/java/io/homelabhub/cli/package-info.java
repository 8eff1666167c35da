@NullMarked
package io.homelabhub.cli;

import org.jspecify.annotations.NullMarked;
