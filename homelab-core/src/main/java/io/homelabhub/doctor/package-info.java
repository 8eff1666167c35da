/**
 * What may keep a project from being deployed, or from being well: found out by looking, each thing by a check of its own. Changes
 * nothing; what surely fails is refused by the deploy itself, too.
 */
@NullMarked
package io.homelabhub.doctor;

import org.jspecify.annotations.NullMarked;
