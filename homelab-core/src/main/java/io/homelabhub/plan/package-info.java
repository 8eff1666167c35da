/**
 * What shall be done and why: verdicts for people, steps for engines. Planning is a pure function; nothing here reads a
 * file, talks to an engine, looks at a clock or carries a step out.
 */
@NullMarked
package io.homelabhub.plan;

import org.jspecify.annotations.NullMarked;
