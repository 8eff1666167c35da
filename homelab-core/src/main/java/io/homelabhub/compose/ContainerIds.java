package io.homelabhub.compose;

/** The containers that services have on the engine. */
@FunctionalInterface
public interface ContainerIds {
    /** The id of the first container of {@code service}. */
    String of(String service);
}
