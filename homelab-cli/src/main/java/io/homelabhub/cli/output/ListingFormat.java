package io.homelabhub.cli.output;

import java.util.Map;
import java.util.stream.Collectors;

/** The forms in which a list is printed. */
public enum ListingFormat {
    /** For people. */
    TABLE,
    JSON,
    /** One JSON object per row. */
    JSONL,
    YAML;

    /** {@code listing} in this form, which is not TABLE; each line ends with a line feed. */
    public String text(Listing listing) {
        return switch (this) {
            case JSONL -> lines(listing);
            case YAML -> OutputFormat.YAML.text(listing.document());
            case JSON, TABLE -> OutputFormat.JSON.text(listing.document());
        };
    }

    private static String lines(Listing listing) {
        return listing.rows().stream().map(ListingFormat::line).collect(Collectors.joining());
    }

    private static String line(Map<String, ?> row) {
        return OutputFormat.jsonLine(row) + "\n";
    }
}
