#!/usr/bin/env bash
# sops-comment-behind-a-list - a comment at the end of a map, behind a list, is encrypted as the last thing in that list and is not found again
# there: decrypted, it stays cipher text, and stands in the list. sops exits with 0 and warns that the comment may never have been encrypted.
# The same comment behind a list at the top of the file comes back as it was.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"
with_sops
cat >"$work/nested.yaml" <<'YAML'
top:
    servers:
        - one
    # at the end
YAML
cat >"$work/flat.yaml" <<'YAML'
servers:
    - one
# at the end
YAML
for name in nested flat; do
  encrypted "$work/$name.yaml" >"$work/$name.enc.yaml"
  echo "$name:"
  decrypted "$work/$name.enc.yaml" 2>"$work/warning" | tee "$work/$name.out"
done
grep -q '^        #ENC\[' "$work/nested.out" && grep -q '^# at the end$' "$work/flat.out" || { echo "no longer so"; exit 1; }
