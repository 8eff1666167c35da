package io.homelabhub.resource;

/**
 * A container's place in a network.
 *
 * @param network the engine's name for the network
 * @param endpoint the API's EndpointSettings: Aliases, IPAMConfig, DriverOpts, MacAddress, Links …
 */
public record NetworkAttachment(String network, ApiObject endpoint) {}
