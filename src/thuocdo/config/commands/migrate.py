"""`thuocdo migrate`: the database and the directory of bodies; running it again changes nothing."""

import argparse
import json

from thuocdo.config.commands import arguments


def parser() -> argparse.ArgumentParser:
    """No arguments but --json."""
    found = arguments.parser("migrate", "Tạo hoặc nâng cấp cơ sở dữ liệu và danh mục cơ quan.", "thuocdo migrate")
    found.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    return found


def run(options: argparse.Namespace) -> int:
    """Prepare the database that DATABASE_URL names."""
    written = prepare()
    if options.json:
        print(json.dumps({"bodies_written": written}))
    else:
        print(f"Cơ sở dữ liệu đã sẵn sàng. Danh mục cơ quan: ghi {written} dòng.")
    return 0


def prepare() -> int:
    """Key file, tables and bodies; the number of rows of the directory that were written."""
    from django.conf import settings
    from django.core.management import call_command

    from thuocdo.organisations.services import load_directory

    settings.THUOCDO_HOME.mkdir(parents=True, exist_ok=True)
    ensure_secret()
    call_command("migrate", verbosity=0, interactive=False)
    report = load_directory()
    return int(report.created + report.updated + report.removed)


def ensure_secret() -> None:
    """Make a random key file where no key is set, and use it."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    from thuocdo.foundation import env

    try:
        known = settings.SECRET_KEY
    except ImproperlyConfigured:
        known = ""
    if not known:
        env.make_secret(settings.SECRET_KEY_FILE)
        settings.SECRET_KEY = env.secret("THUOCDO_SECRET_KEY", settings.SECRET_KEY_FILE)
