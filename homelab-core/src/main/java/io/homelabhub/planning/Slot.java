package io.homelabhub.planning;

import io.homelabhub.observed.ObservedContainer;
import java.util.List;
import java.util.Optional;

/**
 * The place of one container of a service, and who is in it.
 *
 * @param current who holds the place: the container of the wanted name, else one with the number of the place
 * @param next who was about to take it when a run was interrupted
 * @param previous who held it before; kept until the current one is ready
 * @param surplus others of the same number
 */
record Slot(
        Optional<ObservedContainer> current,
        Optional<ObservedContainer> next,
        Optional<ObservedContainer> previous,
        List<ObservedContainer> surplus) {}
