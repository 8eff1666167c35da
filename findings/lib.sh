# shellcheck shell=bash
# Shared by the scripts of this folder; sourced, never run.
set -euo pipefail
export GOFLAGS=-mod=mod GOWORK=off

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# needs PROGRAM WHAT: ends with 3 where the program is missing.
needs() { command -v "$1" >/dev/null || { echo "needs $2"; exit 3; }; }

# built NAME PACKAGE MODULE VERSION: the program of a module, as $work/bin/NAME.
built() {
  needs go "Go 1.24 or newer"
  local folder=$work/$1
  mkdir -p "$folder"
  printf 'module finding\n\ngo 1.24\n\nrequire %s %s\n' "$3" "$4" >"$folder/go.mod"
  (cd "$folder" && go build -o "$work/bin/$1" "$2" 2>"$folder/log") || { cat "$folder/log"; exit 3; }
}

# with_sops: sops 3.13.3 and age 1.3.2 as $work/bin/{sops,age-keygen}, and a key of this run alone. encrypted FILE and decrypted FILE
# print what sops makes of a file.
with_sops() {
  built sops github.com/getsops/sops/v3/cmd/sops github.com/getsops/sops/v3 v3.13.3
  built age-keygen filippo.io/age/cmd/age-keygen filippo.io/age v1.3.2
  "$work/bin/age-keygen" -o "$work/key.txt" 2>/dev/null
  export SOPS_AGE_KEY_FILE=$work/key.txt
  recipient=$(sed -n 's/^# public key: //p' "$work/key.txt")
  echo "$("$work/bin/sops" --version --disable-version-check), age $("$work/bin/age-keygen" --version)"
}
encrypted() { "$work/bin/sops" encrypt --age "$recipient" "$1"; }
decrypted() { "$work/bin/sops" decrypt "$1"; }

# The loader of docker compose: its version 2.40.3 has v2.9.1 of it, its version 5.6.0 has v2.16.1.
# loaded VERSION: for each service of $work/compose.yaml its name and JSON. The label com.docker.compose.config-hash is the SHA-256 of
# that JSON (docker/compose, pkg/compose/hash.go), without what concerns builds and scaling.
loaded() {
  needs go "Go 1.24 or newer"
  local folder=$work/$1
  mkdir -p "$folder"
  cat >"$folder/go.mod" <<MOD
module finding

go 1.24

require github.com/compose-spec/compose-go/v2 $1
MOD
  cat >"$folder/main.go" <<'GO'
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithName("finding"))
	if err == nil {
		project, failure := options.LoadProject(context.Background())
		err = failure
		if err == nil {
			for _, name := range project.ServiceNames() {
				text, _ := json.Marshal(project.Services[name])
				fmt.Println(name, string(text))
			}
			return
		}
	}
	fmt.Println("refused:", err)
}
GO
  (cd "$folder" && go run . "$work/compose.yaml" 2>"$folder/log") || { cat "$folder/log"; exit 3; }
}

# jars GROUP:ARTIFACT:VERSION...: these and what they need, in $work/jars.
jars() {
  needs mvn Maven
  needs java "JDK 17 or newer"
  local one parts
  {
    echo '<project><modelVersion>4.0.0</modelVersion>'
    echo '<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version><dependencies>'
    for one in "$@"; do
      IFS=: read -ra parts <<<"$one"
      printf '<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n' "${parts[@]}"
    done
    echo '</dependencies></project>'
  } >"$work/pom.xml"
  mvn -q -B -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory="$work/jars" \
    >"$work/log" 2>&1 || { cat "$work/log"; exit 3; }
}
