package io.homelabhub.session;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineInfo;

/**
 * An engine that has answered.
 *
 * @param engine usable until its {@link Session} is closed
 * @param info what it said of itself when the session began
 */
public record OpenEngine(Engine engine, EngineInfo info) {}
