package io.homelabhub.deployment;

import io.homelabhub.engine.EngineInfo;
import io.homelabhub.plan.Plan;

/**
 * The part of a deploy over several hosts that goes to one of them.
 *
 * @param plan what would be done there
 * @param terms how it is applied
 * @param engine the one that it would be done to
 */
public record HostPlan(Plan plan, Terms terms, EngineInfo engine) {}
