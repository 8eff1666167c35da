package io.homelabhub.plan;

/**
 * A container that a plan leaves as it is, and that has to be well all the same when the plan is done.
 *
 * @param await what it has to be
 * @param doubtful whether it may not be well even now: the engine has restarted it, or its health test has not passed
 */
public record Standing(Await await, boolean doubtful) {}
