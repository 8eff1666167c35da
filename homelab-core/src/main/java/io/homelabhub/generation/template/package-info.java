/**
 * Templates: read, checked in every branch, rendered, and what comes of them taken apart into assignments. Which files there are, and
 * where they go, is not known here.
 */
@NullMarked
package io.homelabhub.generation.template;

import org.jspecify.annotations.NullMarked;
