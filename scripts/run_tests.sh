#!/usr/bin/env bash
# Every test on SQLite, then those that use a database on PostgreSQL; arguments go to pytest.
set -uo pipefail
cd "$(dirname "$0")/.."
unset DATABASE_URL
# A process a core; the tests of a file stay together, because they share what is slow to prepare. A process that dies
# (a test that hung, say) ends the run, which then names the test: with another in its place it might never end.
pytest=(.venv/bin/pytest -n "$(nproc)" --dist loadfile --max-worker-restart=0)
[ "${CI:-}" != true ] || pytest+=(--durations=10)
status=0

run() {
    "$@"
    local code=$?
    # 5: nothing was selected, which is a fault only where nobody asked for a selection
    { [ $code -eq 0 ] || { [ $code -eq 5 ] && [ $selected -gt 0 ]; }; } || status=1
}

selected=$#
echo "== All tests, SQLite"
run "${pytest[@]}" "$@"
echo "== Tests that use a database, PostgreSQL"
run .venv/bin/python scripts/postgres.py -- "${pytest[@]}" -m database "$@"
exit $status
