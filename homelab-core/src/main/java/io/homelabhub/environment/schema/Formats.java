package io.homelabhub.environment.schema;

import io.homelabhub.variables.VariableType;

/** The formats of JSON Schema that environments have; any other is not checked. */
final class Formats {
    private Formats() {}

    static boolean fits(String format, String value) {
        return switch (format) {
            case "email", "idn-email" -> VariableType.EMAIL.fits(value);
            case "uri", "iri", "url" -> VariableType.URL.fits(value);
            case "hostname", "idn-hostname", "domain" -> VariableType.DOMAIN.fits(value);
            case "port" -> VariableType.PORT.fits(value);
            case "ipv4" -> value.matches("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");
            default -> true;
        };
    }
}
