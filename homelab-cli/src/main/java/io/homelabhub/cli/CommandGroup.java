package io.homelabhub.cli;

/** What people want who look for a command, in the order in which the help lists it. */
enum CommandGroup {
    DEPLOY("Deploy and take down"),
    OPERATE("Work with what is deployed"),
    LOOK("Look"),
    INSIDE("Go inside"),
    IMAGES("Images and what is left behind"),
    DATA("Data"),
    JOBS("Jobs"),
    CONFIGURE("Services, configuration and secrets"),
    REACH("Hosts and ways in"),
    HELP("When something is in the way");

    private final String heading;

    CommandGroup(String heading) {
        this.heading = heading;
    }

    /** What stands above its commands in the help. */
    String heading() {
        return heading;
    }
}
