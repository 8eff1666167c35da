/**
 * What tests of a homelab are written with: an extension that hands in an engine, a clock and a runtime, and assertions
 * on plans, results and timelines. The engine in memory and the clock themselves are in packages of their own.
 */
@NullMarked
package io.homelabhub.testkit;

import org.jspecify.annotations.NullMarked;
