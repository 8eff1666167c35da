package io.homelabhub.deployment;

import io.homelabhub.definition.DefinitionSources;
import io.homelabhub.desired.DesiredService;
import java.util.function.UnaryOperator;

/**
 * A container in which a service runs once, beside those that serve.
 *
 * @param service its name in the catalog
 * @param container the container's name
 * @param sources in which the service is described as it shall run
 * @param making makes the service into one that has this container alone, under the container's name
 */
public record OneOff(
        String service, String container, DefinitionSources sources, UnaryOperator<DesiredService> making) {}
