package io.homelabhub;

import io.homelabhub.api.Api;
import io.homelabhub.backup.Backups;
import io.homelabhub.catalog.ServiceCatalog;
import io.homelabhub.compose.ComposeProject;
import io.homelabhub.compose.ComposeRequest;
import io.homelabhub.definition.DefinitionLoader;
import io.homelabhub.definition.EnvironmentFiles;
import io.homelabhub.definition.ProjectDefinition;
import io.homelabhub.deployment.DeployRequest;
import io.homelabhub.deployment.PlanMaking;
import io.homelabhub.deployment.PreparedPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.deployment.SavedPlan;
import io.homelabhub.deployment.StalePlanException;
import io.homelabhub.develop.Development;
import io.homelabhub.discovery.Discovery;
import io.homelabhub.doctor.Diagnosis;
import io.homelabhub.doctor.Doctor;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineInfo;
import io.homelabhub.engine.LockHolder;
import io.homelabhub.environment.ProjectEnvironment;
import io.homelabhub.fleet.Fleet;
import io.homelabhub.generation.Configuration;
import io.homelabhub.inventory.Inventory;
import io.homelabhub.job.Jobs;
import io.homelabhub.look.EngineProject;
import io.homelabhub.look.ServiceLook;
import io.homelabhub.notification.Notifications;
import io.homelabhub.operation.ServiceOperations;
import io.homelabhub.plan.OldData;
import io.homelabhub.plan.Plan;
import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import io.homelabhub.rotation.SecretRotations;
import io.homelabhub.run.ApplyResult;
import io.homelabhub.run.Cancellation;
import io.homelabhub.session.HomelabSettings;
import io.homelabhub.session.Session;
import io.homelabhub.session.Sessions;
import io.homelabhub.status.ProjectHealth;
import io.homelabhub.status.ProjectLook;
import io.homelabhub.status.ProjectStatus;
import io.homelabhub.status.StatusWatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Plans and applies for one homelab. Immutable and thread-safe; each call reads the files anew. Each opens and closes an engine of
 * its own, unless {@link HomelabBuilder#keepEngineOpen} was asked for: then one stays open until {@link #close}.
 */
@Api(Api.Status.STABLE)
public final class HomelabRuntime implements AutoCloseable {
    private final HomelabSettings settings;
    private final Sessions sessions;

    HomelabRuntime(HomelabSettings settings) {
        this.settings = settings;
        this.sessions = new Sessions(settings);
    }

    /**
     * What the files say, for looking at: required variables may be missing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything else that is wrong with them
     */
    public ProjectDefinition definition() {
        return definition(List.of());
    }

    /**
     * The catalog alone, without a look at the bundles; without one, a service for each of the Compose files.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with what was read
     */
    public ServiceCatalog catalog() {
        return DefinitionLoader.catalog(settings.sources());
    }

    /** The catalog that is read; empty if Compose files alone say what there is. */
    public Optional<Path> catalogFile() {
        return DefinitionLoader.catalogFile(settings.sources());
    }

    /** Whether there is a catalog or a Compose file to be read, without a look at what it says. */
    public boolean hasFiles() {
        return DefinitionLoader.hasFiles(settings.sources());
    }

    /** The folder that the project's commands run in: that above the catalog's, or of the Compose file. */
    public Path home() {
        return DefinitionLoader.home(settings.sources());
    }

    /** Which files of variables count: the one answer that every call goes by. */
    public EnvironmentFiles environmentFiles() {
        return DefinitionLoader.environmentFiles(settings.sources());
    }

    /**
     * The Compose model in a form of its own, of the same files and variables as every other call reads.
     *
     * @param view which part is wanted and how, as {@code request -> request.withoutInterpolation()}
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     */
    public ComposeProject compose(UnaryOperator<ComposeRequest> view) {
        return DefinitionLoader.compose(settings.sources(), view);
    }

    private ProjectDefinition definition(List<String> names) {
        return DefinitionLoader.load(settings.sources(), names);
    }

    /** Plans to deploy {@code names} and what they need. */
    public PreparedPlan plan(String... names) {
        return plan(DeployRequest.of(List.of(names)));
    }

    /**
     * Plans a deploy. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(DeployRequest request) {
        try (Session session = sessions.open()) {
            return new PlanMaking(sessions, session).deploy(request);
        }
    }

    /**
     * Plans a deploy and applies the plan, both under the project's lock: another deploy that was under way has then ended, and the
     * plan cannot be stale. Waits for the lock as long as {@link DeployRequest#lockWait} says.
     *
     * @param consent asked on this thread, with the lock held, whether the plan is to be applied; not asked about a plan that has
     *     nothing to do
     * @return what was done. Its ending is a success, or {@code CANCELLED} with no step begun if consent was not given
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws io.homelabhub.session.LockedException if somebody else still deploys the project; nothing was done
     * @throws io.homelabhub.deployment.PlanRefusedException if the plan refuses something; nothing was done and nobody asked
     * @throws io.homelabhub.run.ApplyFailedException if it did not succeed; carries what was done and what became of it
     * @throws EngineException if the engine does not answer to begin with
     */
    public ApplyResult deploy(DeployRequest request, Predicate<? super Plan> consent) {
        return deploy(request, consent, new Cancellation());
    }

    /**
     * Plans and applies, as {@link #deploy(DeployRequest, Predicate)}, and can be ended early from another thread.
     *
     * @param cancellation ends it, also while it waits for the lock
     */
    public ApplyResult deploy(DeployRequest request, Predicate<? super Plan> consent, Cancellation cancellation) {
        try (Session session = sessions.open()) {
            return new PlanMaking(sessions, session).deployNow(request, consent, cancellation);
        }
    }

    /**
     * Takes up a plan that was put aside. Changes nothing.
     *
     * @throws StalePlanException if the engine or the files have moved since, naming what has
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan plan(SavedPlan saved) {
        try (Session session = sessions.open()) {
            return new PlanMaking(sessions, session).deploy(saved);
        }
    }

    /** Plans a deploy as to an engine that has nothing: for a look when no engine answers. */
    public Plan planWithoutEngine(DeployRequest request) {
        return PlanMaking.withoutEngine(settings, request);
    }

    /**
     * Plans an undeploy. Changes nothing.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public PreparedPlan planRemoval(RemovalRequest request) {
        try (Session session = sessions.open()) {
            return new PlanMaking(sessions, session).removal(request);
        }
    }

    /**
     * How the project stands. Each of its containers is inspected.
     *
     * @param names services, groups or patterns; none for everything
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public ProjectStatus status(String... names) {
        try (Session session = sessions.open()) {
            return new ProjectLook(settings, session).status(List.of(names));
        }
    }

    /**
     * How the project stands, told anew whenever something happens to it, until it is closed.
     *
     * @param names services, groups or patterns; none for everything
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public StatusWatch watchStatus(String... names) {
        Session session = sessions.open();
        try {
            return new ProjectLook(settings, session).watch(List.of(names));
        } catch (RuntimeException | Error failure) {
            session.close();
            throw failure;
        }
    }

    /**
     * Whether what is deployed is well. Runs the containers' own health tests, and asks the catalog's endpoints from this machine.
     *
     * @param names services, groups or patterns, deployed or not; none for everything that is deployed
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws io.homelabhub.catalog.UnknownServiceException for a name that means nothing
     * @throws EngineException if the engine does not answer
     */
    public ProjectHealth health(String... names) {
        try (Session session = sessions.open()) {
            return new ProjectLook(settings, session).health(List.of(names));
        }
    }

    /**
     * The databases of enabled services that were set up before, and may have another password than the files say now.
     *
     * @throws io.homelabhub.problem.InvalidInputException with everything that is wrong with the files
     * @throws EngineException if the engine does not answer
     */
    public List<OldData> oldData() {
        try (Session session = sessions.open()) {
            return new PlanMaking(sessions, session).oldData();
        }
    }

    /**
     * Asks the engine who it is.
     *
     * @throws EngineException if it does not answer, with every way that was tried
     */
    public EngineInfo engine() {
        try (Session session = sessions.open()) {
            return session.await().info();
        }
    }

    /**
     * The Compose projects that the engine has containers of, whoever has made them, by name. Reads no files.
     *
     * @throws EngineException if the engine does not answer
     */
    public List<EngineProject> projects() {
        return new ServiceLook(sessions).projects();
    }

    /**
     * What can be done with the services between two deploys: reading their logs, seeing what they use, starting, stopping,
     * restarting.
     */
    public ServiceOperations services() {
        return new ServiceOperations(sessions);
    }

    /** The files of a deployment that are generated from settings, secrets and templates: planned, then written all at once. */
    public Configuration configuration() {
        return new Configuration(settings.sources(), settings.timing());
    }

    /** Secrets given other values wherever they are used, or nowhere. */
    public SecretRotations rotations() {
        return new SecretRotations(sessions);
    }

    /** Where the project's variables come from, who uses them, and whether they are as its owner means them. */
    public ProjectEnvironment environment() {
        return new ProjectEnvironment(settings.sources());
    }

    /**
     * Looks at everything that may keep the project from being deployed, or from being well. Works without an engine and with files
     * that cannot be used, and then says what it could not look at. Changes nothing.
     *
     * @param checks those to run, as {@code ports}; none for all of them
     * @throws IllegalArgumentException for a check that there is not
     */
    public Diagnosis doctor(String... checks) {
        return new Doctor(sessions).diagnosis(Set.of(checks));
    }

    /** Where services answer, for proxies, name servers and watchers. */
    public Discovery discovery() {
        return new Discovery(settings.sources());
    }

    /** Deploys over several hosts: what to call where a request that names no host goes to more than this machine. */
    public Fleet fleet() {
        return new Fleet(sessions);
    }

    /** The hosts that the owner has named. */
    public Inventory hosts() {
        return new Inventory(sessions);
    }

    /** Backups of the project's data, restoring them and trying them out. */
    public Backups backups() {
        return new Backups(sessions);
    }

    /** Telling the owner what has happened, by the channels of {@code notify}. */
    public Notifications notifications() {
        return new Notifications(sessions);
    }

    /** What runs to its end, by hand or when it is due. */
    public Jobs jobs() {
        return new Jobs(sessions);
    }

    /** Files of this machine carried into containers as they change, as {@code develop.watch} says. */
    public Development development() {
        return new Development(sessions);
    }

    /** Who deploys the project at present; empty if nobody does. */
    public Optional<LockHolder> lockHolder() {
        try (Session session = sessions.open()) {
            return new ProjectLook(settings, session).lockHolder();
        }
    }

    /**
     * Takes the project's lock from a holder that is no longer at work, as {@link #lockHolder} has told it. Whoever has taken the
     * lock since keeps it.
     *
     * @return whether it was taken from that holder; false if they no longer held it
     */
    public boolean releaseLock(LockHolder holder) {
        try (Session session = sessions.open()) {
            return new ProjectLook(settings, session).releaseLock(holder);
        }
    }

    /** The errors in the files; none if all of them can be used. */
    public List<Problem> problems() {
        try {
            return definition().errors();
        } catch (InvalidInputException broken) {
            return broken.problems();
        }
    }

    /**
     * Closes the engine that was kept open. Calls that are under way fail, and later ones that need an engine are refused by an
     * {@link IllegalStateException}. Without {@link HomelabBuilder#keepEngineOpen} nothing is open, and nothing happens.
     */
    @Override
    public void close() {
        sessions.close();
    }
}
