package io.homelabhub.plan;

/** What one step does: an engine call, a wait, or a wait for another host. */
public sealed interface Work permits Action, Await, Gate {}
