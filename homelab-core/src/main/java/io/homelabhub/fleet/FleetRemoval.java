package io.homelabhub.fleet;

import io.homelabhub.deployment.DeploySites;
import io.homelabhub.deployment.HostPlan;
import io.homelabhub.deployment.RemovalRequest;
import io.homelabhub.deployment.SpreadRemoval;
import io.homelabhub.host.Hosts;
import io.homelabhub.session.HomelabSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An undeploy over several hosts. */
final class FleetRemoval implements Undertaking {
    private final RemovalRequest request;
    private final SpreadRemoval removal;
    private final Strangers strangers;

    FleetRemoval(HomelabSettings settings, Hosts hosts, RemovalRequest request) {
        this.request = request;
        this.removal = SpreadRemoval.of(settings, request);
        this.strangers = new Strangers(settings, hosts, removal.sites());
    }

    @Override
    public String operation() {
        return request.operation();
    }

    @Override
    public Duration lockWait() {
        return request.lockWait();
    }

    @Override
    public DeploySites sites() {
        return removal.sites();
    }

    @Override
    public Planned plan(HostSessions sessions) {
        SpreadRemoval.Result result = removal.plan(sessions.each(one -> new SpreadRemoval.Seen(
                one.open().engine().observe(removal.toObserve()), one.open().info())));
        return new Planned(result.plans(), result.notices());
    }

    @Override
    public List<String> onOthers(Map<String, HostPlan> plans, Set<String> engines) {
        return strangers.afterUndeploy(plans, engines);
    }
}
