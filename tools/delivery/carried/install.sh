#!/bin/sh
# Finds a Python that these wheels are for; install.py does the rest. PYTHON=/path/to/python names one. With -I no
# other file that lies here or where one stands is run.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
wanted="@PYTHONS@"
if [ -n "${PYTHON:-}" ]; then
    set -- "$PYTHON"
else
    set --
    for version in $wanted; do set -- "$@" "python$version"; done
    set -- "$@" python3 python
fi
for python do
    if "$python" -I -c 'import sys; sys.exit("%d.%d" % sys.version_info[:2] not in sys.argv[1].split())' "$wanted" 2>/dev/null
    then
        exec "$python" -I -B "$here/install.py"
    fi
done
case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    zh*) echo "没有找到 Python $wanted。装好它，或者写明它在哪里：PYTHON=/…/python3 sh install.sh" >&2 ;;
    *) echo "No Python $wanted was found. Install it, or say where it is: PYTHON=/…/python3 sh install.sh" >&2 ;;
esac
exit 1
