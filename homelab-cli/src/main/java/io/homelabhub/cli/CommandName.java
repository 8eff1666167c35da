package io.homelabhub.cli;

import io.homelabhub.cli.command.backup.BackupCommand;
import io.homelabhub.cli.command.backup.BackupsCommand;
import io.homelabhub.cli.command.backup.RestoreCommand;
import io.homelabhub.cli.command.backup.UpgradeCommand;
import io.homelabhub.cli.command.config.ConfigCommand;
import io.homelabhub.cli.command.config.EnvCommand;
import io.homelabhub.cli.command.config.ValidateEnvCommand;
import io.homelabhub.cli.command.container.AttachCommand;
import io.homelabhub.cli.command.container.CopyCommand;
import io.homelabhub.cli.command.container.DbCommand;
import io.homelabhub.cli.command.container.ExecCommand;
import io.homelabhub.cli.command.deploy.ApplyCommand;
import io.homelabhub.cli.command.deploy.DeployCommand;
import io.homelabhub.cli.command.deploy.FixCommand;
import io.homelabhub.cli.command.deploy.ImageTaskCommand;
import io.homelabhub.cli.command.deploy.LifecycleCommand;
import io.homelabhub.cli.command.deploy.PlanCommand;
import io.homelabhub.cli.command.deploy.PruneCommand;
import io.homelabhub.cli.command.deploy.RemoveCommand;
import io.homelabhub.cli.command.deploy.RollbackCommand;
import io.homelabhub.cli.command.deploy.RunCommand;
import io.homelabhub.cli.command.deploy.ScaleCommand;
import io.homelabhub.cli.command.deploy.UndeployCommand;
import io.homelabhub.cli.command.deploy.UpdateCommand;
import io.homelabhub.cli.command.deploy.WatchCommand;
import io.homelabhub.cli.command.discover.DiscoverCommand;
import io.homelabhub.cli.command.discover.RoutesCommand;
import io.homelabhub.cli.command.doctor.DoctorCommand;
import io.homelabhub.cli.command.hosts.HostsCommand;
import io.homelabhub.cli.command.jobs.JobsCommand;
import io.homelabhub.cli.command.lock.LockCommand;
import io.homelabhub.cli.command.logs.LogsCommand;
import io.homelabhub.cli.command.look.EventsCommand;
import io.homelabhub.cli.command.look.PortCommand;
import io.homelabhub.cli.command.look.StatsCommand;
import io.homelabhub.cli.command.look.TopCommand;
import io.homelabhub.cli.command.notify.NotifyCommand;
import io.homelabhub.cli.command.projects.ProjectsCommand;
import io.homelabhub.cli.command.secrets.SecretsCommand;
import io.homelabhub.cli.command.services.ServicesCommand;
import io.homelabhub.cli.command.setup.SetupCommand;
import io.homelabhub.cli.command.status.HealthCommand;
import io.homelabhub.cli.command.status.StatusCommand;
import io.homelabhub.cli.command.storage.DiskUsageCommand;
import io.homelabhub.cli.command.storage.HistoryCommand;
import io.homelabhub.cli.command.storage.ImagesCommand;
import io.homelabhub.cli.command.storage.OutdatedCommand;
import io.homelabhub.cli.command.storage.VolumesCommand;
import io.homelabhub.cli.command.wait.WaitCommand;
import io.homelabhub.cli.command.web.WebCommand;
import io.homelabhub.cli.line.Command;
import io.homelabhub.cli.line.Invocation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The commands there are, in the order in which the help lists them. */
enum CommandName {
    DEPLOY("deploy", DeployCommand::new),
    UNDEPLOY("undeploy", UndeployCommand::new),
    PLAN("plan", PlanCommand::new),
    APPLY("apply", ApplyCommand::new),
    START("start", LifecycleCommand::start),
    STOP("stop", LifecycleCommand::stop),
    RESTART("restart", LifecycleCommand::restart),
    PAUSE("pause", LifecycleCommand::pause),
    UNPAUSE("unpause", LifecycleCommand::unpause),
    KILL("kill", LifecycleCommand::kill),
    RM("rm", RemoveCommand::new),
    SCALE("scale", ScaleCommand::new),
    UPDATE("update", UpdateCommand::new),
    ROLLBACK("rollback", RollbackCommand::new),
    PULL("pull", ImageTaskCommand::pull),
    BUILD("build", ImageTaskCommand::build),
    PUSH("push", ImageTaskCommand::push),
    PRUNE("prune", PruneCommand::new),
    WATCH("watch", WatchCommand::new),
    STATUS("status", StatusCommand::new),
    HEALTH("health", HealthCommand::new),
    LOGS("logs", LogsCommand::new),
    WAIT("wait", WaitCommand::new),
    EVENTS("events", EventsCommand::new),
    TOP("top", TopCommand::new),
    STATS("stats", StatsCommand::new),
    PORT("port", PortCommand::new),
    IMAGES("images", ImagesCommand::new),
    OUTDATED("outdated", OutdatedCommand::new),
    HISTORY("history", HistoryCommand::new),
    VOLUMES("volumes", VolumesCommand::new),
    DF("df", DiskUsageCommand::new),
    LS("ls", ProjectsCommand::new),
    RUN("run", RunCommand::new),
    EXEC("exec", ExecCommand::new),
    ATTACH("attach", AttachCommand::new),
    CP("cp", CopyCommand::new),
    DB("db", DbCommand::new),
    BACKUP("backup", BackupCommand::new),
    BACKUPS("backups", BackupsCommand::new),
    RESTORE("restore", RestoreCommand::new),
    UPGRADE("upgrade", UpgradeCommand::new),
    JOBS("jobs", JobsCommand::new),
    WEB("web", WebCommand::new),
    NOTIFY("notify", NotifyCommand::new),
    SERVICES("services", ServicesCommand::new),
    CONFIG("config", ConfigCommand::new),
    SECRETS("secrets", SecretsCommand::new),
    ENV("env", EnvCommand::new),
    VALIDATE_ENV("validate-env", ValidateEnvCommand::new),
    ROUTES("routes", RoutesCommand::new),
    DISCOVER("discover", DiscoverCommand::new),
    HOSTS("hosts", HostsCommand::new),
    LOCK("lock", LockCommand::new),
    FIX("fix", FixCommand::new),
    DOCTOR("doctor", DoctorCommand::new),
    SETUP("setup", SetupCommand::new),
    COMPLETION("completion", CompletionCommand::new);

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // constructor references hold no state
    private final Function<Invocation, Command> maker;

    CommandName(String text, Function<Invocation, Command> maker) {
        this.text = text;
        this.maker = maker;
    }

    String text() {
        return text;
    }

    Command make(Invocation invocation) {
        return maker.apply(invocation);
    }

    static Optional<CommandName> of(String text) {
        return Arrays.stream(values()).filter(name -> name.text.equals(text)).findFirst();
    }

    /**
     * The commands that {@code args} can mean: the one it begins with, none beside {@code --version}, else all. Describing
     * a command to picocli takes milliseconds, so those that cannot be meant are left out.
     */
    static List<CommandName> meantBy(String... args) {
        if (List.of(args).equals(List.of("--version"))) {
            return List.of();
        }
        Optional<CommandName> first = args.length == 0 ? Optional.empty() : of(args[0]);
        return first.map(List::of).orElseGet(() -> List.of(values()));
    }
}
