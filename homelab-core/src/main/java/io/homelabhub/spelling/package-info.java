/**
 * Values that people and engines spell in more than one way: addresses, ports, names of images. Each has one spelling here, so
 * that two that mean the same are equal. Which setting holds which value is not known here.
 */
@NullMarked
package io.homelabhub.spelling;

import org.jspecify.annotations.NullMarked;
