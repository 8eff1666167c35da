package io.homelabhub.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Makes one {@link HealthEndpoint} of {@code health_endpoint} and {@code health_check_type}, each of which may be missing. */
final class HealthEndpointRule {
    private static final Pattern HOST_PORT = Pattern.compile("[A-Za-z0-9._-]+:[0-9]{1,5}");
    private static final Pattern HOST_PORT_PATH = Pattern.compile(HOST_PORT.pattern() + "(/.*)?");

    private final Optional<String> endpoint;
    private final List<Interface> interfaces;
    private final String path;
    private final Findings findings;

    private HealthEndpointRule(Values service, List<Interface> interfaces, Findings findings) {
        this.endpoint = service.get(ServiceFields.HEALTH_ENDPOINT).map(String::strip);
        this.interfaces = interfaces;
        this.path = CatalogPath.key(
                service.path(),
                service.tried(ServiceFields.HEALTH_ENDPOINT)
                        ? ServiceFields.HEALTH_ENDPOINT.name()
                        : ServiceFields.HEALTH_CHECK_TYPE.name());
        this.findings = findings;
    }

    static Optional<HealthEndpoint> read(Values service, List<Interface> interfaces, Findings findings) {
        HealthEndpointRule rule = new HealthEndpointRule(service, interfaces, findings);
        if (service.tried(ServiceFields.HEALTH_CHECK_TYPE)) {
            return service.get(ServiceFields.HEALTH_CHECK_TYPE).flatMap(rule::asked);
        }
        return rule.endpoint.flatMap(any -> rule.guessed());
    }

    private Optional<HealthEndpoint> guessed() {
        String text = endpoint.orElse("").toLowerCase(Locale.ROOT);
        if (text.startsWith("https://")) {
            return asked(HealthCheckType.HTTPS);
        } else if (text.startsWith("http://") || text.startsWith("/")) {
            return asked(HealthCheckType.HTTP);
        } else if (text.startsWith("tcp://") || HOST_PORT.matcher(text).matches()) {
            return asked(HealthCheckType.TCP);
        }
        findings.error(path, "it is not clear how to ask %s; add health_check_type".formatted(Findings.shown(text)));
        return Optional.empty();
    }

    private Optional<HealthEndpoint> asked(HealthCheckType type) {
        return switch (type) {
            case HTTP, HTTPS -> url(type);
            case TCP -> hostAndPort();
            case COMMAND, PROCESS -> Optional.of(new HealthEndpoint(type, endpoint.orElse("")));
        };
    }

    /** The scheme of a URL says more than the type: {@code http} for an {@code https://} URL is usual and means that URL. */
    private Optional<HealthEndpoint> url(HealthCheckType named) {
        String text = endpoint.orElse("").toLowerCase(Locale.ROOT);
        HealthCheckType type = text.startsWith("https://")
                ? HealthCheckType.HTTPS
                : text.startsWith("http://") ? HealthCheckType.HTTP : named;
        String scheme = type.name().toLowerCase(Locale.ROOT) + "://";
        if (endpoint.isEmpty()) {
            return refuse("the check \"%s\" needs a health_endpoint, as %slocalhost:8080/", type, scheme);
        }
        if (endpoint.get().startsWith("/")) {
            return atFirstPort(type, port -> scheme + "localhost:" + port + endpoint.get());
        }
        String url = HOST_PORT_PATH.matcher(text).matches() ? scheme + endpoint.get() : endpoint.get();
        if (!url.toLowerCase(Locale.ROOT).startsWith(scheme) || !isUrl(url)) {
            return refuse("the check \"%s\" needs a URL that begins with %s, or a path", type, scheme);
        }
        return Optional.of(new HealthEndpoint(type, url));
    }

    private Optional<HealthEndpoint> hostAndPort() {
        if (endpoint.isEmpty()) {
            return atFirstPort(HealthCheckType.TCP, port -> "localhost:" + port);
        }
        String target = endpoint.get().startsWith("tcp://") ? endpoint.get().substring(6) : endpoint.get();
        if (target.matches("[0-9]{1,5}")) {
            target = "localhost:" + target;
        }
        if (!HOST_PORT.matcher(target).matches()) {
            return refuse("the check \"%s\" needs a health_endpoint as %s", HealthCheckType.TCP, "localhost:5432");
        }
        return Optional.of(new HealthEndpoint(HealthCheckType.TCP, target));
    }

    private Optional<HealthEndpoint> atFirstPort(HealthCheckType type, IntFunction<String> target) {
        if (interfaces.isEmpty()) {
            return refuse("the check \"%s\" needs a health_endpoint with a port, or %s", type, "an interface");
        }
        return Optional.of(
                new HealthEndpoint(type, target.apply(interfaces.get(0).port())));
    }

    private Optional<HealthEndpoint> refuse(String message, HealthCheckType type, String example) {
        findings.error(path, message.formatted(type.name().toLowerCase(Locale.ROOT), example));
        return Optional.empty();
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
