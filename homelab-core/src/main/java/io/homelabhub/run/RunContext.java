package io.homelabhub.run;

import io.homelabhub.engine.Engine;
import io.homelabhub.plan.Plan;
import java.util.function.UnaryOperator;

/** What the parts of one run share. */
record RunContext(
        Plan plan,
        Engine engine,
        EndpointProber prober,
        UnaryOperator<String> masking,
        EventLoop loop,
        EngineCalls calls,
        Announcer announcer,
        Outage outage,
        KeptFiles keptFiles) {}
