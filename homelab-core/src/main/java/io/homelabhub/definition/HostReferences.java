package io.homelabhub.definition;

import io.homelabhub.catalog.Placement;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.catalog.ServiceDefinition;
import io.homelabhub.host.Hosts;
import io.homelabhub.problem.Problem;
import io.homelabhub.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the hosts that a catalog names are there, and may be named where they are. */
final class HostReferences {
    private final ServiceCatalog catalog;
    private final Hosts hosts;

    HostReferences(ServiceCatalog catalog, Hosts hosts) {
        this.catalog = catalog;
        this.hosts = hosts;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        catalog.groups().forEach((name, group) -> unknown("groups." + name + ".host", group.host())
                .ifPresent(problems::add));
        catalog.services().forEach((name, service) -> {
            unknown("services." + name + ".host", service.host()).ifPresent(problems::add);
            contradiction(service).ifPresent(problems::add);
        });
        return problems;
    }

    private Optional<Problem> unknown(String path, Optional<String> named) {
        return named.filter(host -> hosts.find(host).isEmpty()).map(host -> {
            if (host.contains("=")) {
                return Problem.error(catalog.locationOf(path), path, "no host has the label " + host)
                        .withSuggestion("write it under `labels` of the host that is meant");
            }
            String meant = Suggestion.didYouMean(host, hosts.byName().keySet());
            String remedy = meant.isEmpty() ? "`homelab hosts add " + host + " ENDPOINT` adds it" : meant;
            return Problem.error(catalog.locationOf(path), path, "no host is called \"" + host + "\"")
                    .withSuggestion(remedy);
        });
    }

    private Optional<Problem> contradiction(ServiceDefinition service) {
        String path = "services." + service.name() + ".placement";
        return catalog.hostOf(service.name())
                .filter(any -> service.placement() == Placement.LOCAL_ONLY)
                .flatMap(hosts::find)
                .filter(host -> !host.isLocal())
                .map(host -> Problem.error(
                                catalog.locationOf(path),
                                path,
                                service.name() + " is local_only, but its host " + host + " is another machine")
                        .withSuggestion("write `placement: local_or_remote`, or give it a host of this machine"));
    }
}
