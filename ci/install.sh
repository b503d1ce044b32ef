#!/bin/sh
# install.sh FOLDER: put prevent-assure, as this checkout has it, into FOLDER with all that it needs, pinned by hash.
# The command is then FOLDER/prevent-assure. PYTHON names the interpreter. Nothing of the folder that one stands in is
# loaded, now or when the command runs: that may be a repository whose author one does not know.
set -eu
folder=$1
root=$(cd "$(dirname "$0")/.." && pwd)

"${PYTHON:-python3}" -I -m venv "$folder"
python=$folder/bin/python
"$python" -I -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: --no-deps --require-hashes \
    -r "$root/requirements/run.txt"
printf '%s\n' "$root/src" >"$("$python" -I -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/prevent_assure.pth"
printf '#!/bin/sh\nexec "%s" -I -m prevent_assure "$@"\n' "$python" >"$folder/prevent-assure"
chmod +x "$folder/prevent-assure"
"$folder/prevent-assure" --version
