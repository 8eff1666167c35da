package io.homelabhub.web.http;

/** A request that is not answered as it would like to be. Its message goes to whoever asked. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String remedy;

    /** @param status of HTTP, 400 and up */
    public Refusal(int status, String problem) {
        this(status, problem, "");
    }

    /**
     * With what to do.
     *
     * @param remedy a sentence; empty if there is nothing to be done
     */
    public Refusal(int status, String problem, String remedy) {
        super(problem);
        this.status = status;
        this.remedy = remedy;
    }

    int status() {
        return status;
    }

    String remedy() {
        return remedy;
    }
}
