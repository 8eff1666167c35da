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

/** The commands there are, by what they are for, in the order in which the help lists them. */
enum CommandName {
    PLAN("plan", CommandGroup.DEPLOY, PlanCommand::new),
    DEPLOY("deploy", CommandGroup.DEPLOY, DeployCommand::new),
    APPLY("apply", CommandGroup.DEPLOY, ApplyCommand::new),
    UNDEPLOY("undeploy", CommandGroup.DEPLOY, UndeployCommand::new),
    UPDATE("update", CommandGroup.DEPLOY, UpdateCommand::new),
    ROLLBACK("rollback", CommandGroup.DEPLOY, RollbackCommand::new),
    SCALE("scale", CommandGroup.DEPLOY, ScaleCommand::new),
    RUN("run", CommandGroup.DEPLOY, RunCommand::new),
    WATCH("watch", CommandGroup.DEPLOY, WatchCommand::new),
    START("start", CommandGroup.OPERATE, LifecycleCommand::start),
    STOP("stop", CommandGroup.OPERATE, LifecycleCommand::stop),
    RESTART("restart", CommandGroup.OPERATE, LifecycleCommand::restart),
    PAUSE("pause", CommandGroup.OPERATE, LifecycleCommand::pause),
    UNPAUSE("unpause", CommandGroup.OPERATE, LifecycleCommand::unpause),
    KILL("kill", CommandGroup.OPERATE, LifecycleCommand::kill),
    RM("rm", CommandGroup.OPERATE, RemoveCommand::new),
    WAIT("wait", CommandGroup.OPERATE, WaitCommand::new),
    STATUS("status", CommandGroup.LOOK, StatusCommand::new),
    HEALTH("health", CommandGroup.LOOK, HealthCommand::new),
    LOGS("logs", CommandGroup.LOOK, LogsCommand::new),
    EVENTS("events", CommandGroup.LOOK, EventsCommand::new),
    TOP("top", CommandGroup.LOOK, TopCommand::new),
    STATS("stats", CommandGroup.LOOK, StatsCommand::new),
    PORT("port", CommandGroup.LOOK, PortCommand::new),
    LS("ls", CommandGroup.LOOK, ProjectsCommand::new),
    WEB("web", CommandGroup.LOOK, WebCommand::new),
    NOTIFY("notify", CommandGroup.LOOK, NotifyCommand::new),
    EXEC("exec", CommandGroup.INSIDE, ExecCommand::new),
    ATTACH("attach", CommandGroup.INSIDE, AttachCommand::new),
    CP("cp", CommandGroup.INSIDE, CopyCommand::new),
    DB("db", CommandGroup.INSIDE, DbCommand::new),
    IMAGES("images", CommandGroup.IMAGES, ImagesCommand::new),
    OUTDATED("outdated", CommandGroup.IMAGES, OutdatedCommand::new),
    HISTORY("history", CommandGroup.IMAGES, HistoryCommand::new),
    PULL("pull", CommandGroup.IMAGES, ImageTaskCommand::pull),
    BUILD("build", CommandGroup.IMAGES, ImageTaskCommand::build),
    PUSH("push", CommandGroup.IMAGES, ImageTaskCommand::push),
    VOLUMES("volumes", CommandGroup.IMAGES, VolumesCommand::new),
    DF("df", CommandGroup.IMAGES, DiskUsageCommand::new),
    PRUNE("prune", CommandGroup.IMAGES, PruneCommand::new),
    BACKUP("backup", CommandGroup.DATA, BackupCommand::new),
    BACKUPS("backups", CommandGroup.DATA, BackupsCommand::new),
    RESTORE("restore", CommandGroup.DATA, RestoreCommand::new),
    UPGRADE("upgrade", CommandGroup.DATA, UpgradeCommand::new),
    JOBS("jobs", CommandGroup.JOBS, JobsCommand::new),
    SERVICES("services", CommandGroup.CONFIGURE, ServicesCommand::new),
    CONFIG("config", CommandGroup.CONFIGURE, ConfigCommand::new),
    SECRETS("secrets", CommandGroup.CONFIGURE, SecretsCommand::new),
    ENV("env", CommandGroup.CONFIGURE, EnvCommand::new),
    VALIDATE_ENV("validate-env", CommandGroup.CONFIGURE, ValidateEnvCommand::new),
    HOSTS("hosts", CommandGroup.REACH, HostsCommand::new),
    ROUTES("routes", CommandGroup.REACH, RoutesCommand::new),
    DISCOVER("discover", CommandGroup.REACH, DiscoverCommand::new),
    SETUP("setup", CommandGroup.HELP, SetupCommand::new),
    DOCTOR("doctor", CommandGroup.HELP, DoctorCommand::new),
    FIX("fix", CommandGroup.HELP, FixCommand::new),
    LOCK("lock", CommandGroup.HELP, LockCommand::new),
    COMPLETION("completion", CommandGroup.HELP, CompletionCommand::new);

    private final String text;
    private final CommandGroup group;

    @SuppressWarnings("ImmutableEnumChecker") // constructor references hold no state
    private final Function<Invocation, Command> maker;

    CommandName(String text, CommandGroup group, Function<Invocation, Command> maker) {
        this.text = text;
        this.group = group;
        this.maker = maker;
    }

    String text() {
        return text;
    }

    CommandGroup group() {
        return group;
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
