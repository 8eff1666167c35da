package io.homelabhub.docker;

import io.homelabhub.testkit.HomelabTest;

/** In memory, where no time passes. */
@HomelabTest
class DeployScenariosTests implements DeployScenarios {}
