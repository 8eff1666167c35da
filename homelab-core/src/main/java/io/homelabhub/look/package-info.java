/**
 * What a project's containers, images and volumes are like right now and what they use, and which projects an engine has. Changes
 * nothing and knows no plan; how services stand is in {@code status}.
 */
@NullMarked
package io.homelabhub.look;

import org.jspecify.annotations.NullMarked;
