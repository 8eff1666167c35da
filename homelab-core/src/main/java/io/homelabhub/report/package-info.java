/**
 * What a front end tells of plans and runs, without a terminal: the words for steps and verdicts, what a plan comes to, and the live
 * board of a run. Prints nothing.
 */
@NullMarked
package io.homelabhub.report;

import org.jspecify.annotations.NullMarked;
