#!/usr/bin/env bash
# docker-java-spec-sent-twice - docker-java keeps the JSON that it read beside the fields of an object and writes both: what was
# changed since stands first, what was read stands last under the same keys. Docker reads JSON with Go, where the last one counts. So
# the way that its API wants a service to be updated (read the spec, change the image, send it back) asks for what runs already, and
# nothing says so; and a HostConfig that is taken from one container for the next forgets what was set on it.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
needs go "Go 1.24 or newer"
jars com.github.docker-java:docker-java-core:3.7.1 org.slf4j:slf4j-nop:2.0.17

cat >"$work/Finding.java" <<'JAVA'
import com.github.dockerjava.api.model.*;
import com.github.dockerjava.core.DockerClientConfig;

class Finding {
  public static void main(String[] none) throws Exception {
    var json = DockerClientConfig.getDefaultObjectMapper();
    var service = json.readValue("{\"Name\":\"web\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"web:1\"}}}", ServiceSpec.class);
    service.getTaskTemplate().getContainerSpec().withImage("web:2");
    System.out.println(json.writeValueAsString(service));
    var host = json.readValue("{\"Memory\":64000000}", HostConfig.class);
    System.out.println(json.writeValueAsString(host.withMemory(128000000L)));
  }
}
JAVA
java -cp "$work/jars/*" "$work/Finding.java" >"$work/written"

mkdir "$work/engine"
cat >"$work/engine/go.mod" <<'MOD'
module finding

go 1.24

require github.com/moby/moby/api v1.52.0
MOD
cat >"$work/engine/main.go" <<'GO'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/moby/moby/api/types/container"
	"github.com/moby/moby/api/types/swarm"
)

func main() {
	var service swarm.ServiceSpec
	var host container.HostConfig
	written := json.NewDecoder(os.Stdin)
	if err := written.Decode(&service); err != nil {
		panic(err)
	}
	if err := written.Decode(&host); err != nil {
		panic(err)
	}
	fmt.Println(service.TaskTemplate.ContainerSpec.Image, host.Memory)
}
GO
read_back=$(cd "$work/engine" && go run . <"$work/written" 2>"$work/log") || { cat "$work/log"; exit 3; }
# The keys without a value are left out of what is shown.
echo "docker-java 3.7.1 writes: $(sed -E 's/"[A-Za-z]+":null,?//g; s/,\}/}/g' "$work/written" | cut -c1-200)"
echo "the engine's types (API 1.52) read: $read_back; web:2 and 128000000 were set"
[[ $(grep -o '"TaskTemplate"' "$work/written" | wc -l) == 2 && $read_back == "web:1 64000000" ]] || { echo "no longer so"; exit 1; }
