package io.homelabhub.report;

import io.homelabhub.doctor.Diagnosis;
import io.homelabhub.doctor.Finding;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a doctor has found, in the form for programs. */
public final class DiagnosisDocument {
    private DiagnosisDocument() {}

    /** {@code well} and {@code findings}. */
    public static Map<String, ?> of(Diagnosis diagnosis) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("well", diagnosis.isWell());
        document.put(
                "findings",
                diagnosis.findings().stream().map(DiagnosisDocument::finding).toList());
        return document;
    }

    private static Map<String, ?> finding(Finding finding) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("check", finding.check());
        document.put("state", finding.state().name().toLowerCase(Locale.ROOT));
        document.put("finding", finding.text());
        document.put("remedies", finding.remedies());
        return document;
    }
}
