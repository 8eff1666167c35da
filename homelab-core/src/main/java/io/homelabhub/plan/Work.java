package io.homelabhub.plan;

/** What one step does: an engine call or a wait. */
public sealed interface Work permits Action, Await {}
