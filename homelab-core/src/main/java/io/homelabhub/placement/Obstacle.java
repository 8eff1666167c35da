package io.homelabhub.placement;

/**
 * What keeps a run from being as the catalog wants it.
 *
 * @param problem what is in the way, with its place in the files
 * @param remedy what to write or to type
 */
public record Obstacle(String problem, String remedy) {
    @Override
    public String toString() {
        return problem + "; " + remedy;
    }
}
