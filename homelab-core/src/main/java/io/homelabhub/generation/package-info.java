/**
 * Configuration that is generated: the files of a deployment, made of layered settings, secrets and templates, as a plan that is shown before
 * anything is written. How templates are rendered and files replaced is done below; what is deployed with them is not known here.
 */
@NullMarked
package io.homelabhub.generation;

import org.jspecify.annotations.NullMarked;
