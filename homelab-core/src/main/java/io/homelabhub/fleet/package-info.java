/**
 * One deploy or undeploy over several hosts: which take part, a plan for each, their locks, and how they come to one end; and looks, logs and
 * figures of all of them. What is done on one host, and how, is not here: that is planned and carried out as for one host alone.
 */
@NullMarked
package io.homelabhub.fleet;

import org.jspecify.annotations.NullMarked;
