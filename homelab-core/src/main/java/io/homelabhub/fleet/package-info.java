/**
 * One deploy over several hosts: which take part, a plan for each, their locks, and how they come to one end. What is done on one host, and
 * how, is not here: that is planned and carried out as for one host alone.
 */
@NullMarked
package io.homelabhub.fleet;

import org.jspecify.annotations.NullMarked;
