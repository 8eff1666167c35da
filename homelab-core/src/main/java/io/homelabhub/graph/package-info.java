/**
 * Who needs whom among the services of one project: closures, cycles, orders and drawings. Where the edges come from
 * (catalog, Compose) and what is done along them is not here, nor does a type of the graph library leave it.
 */
@NullMarked
package io.homelabhub.graph;

import org.jspecify.annotations.NullMarked;
