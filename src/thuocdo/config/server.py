"""Serves the product on this machine: gunicorn with threads, prepared static files, a tick a minute."""

import errno
import fcntl
import logging
import os
import socket
import threading
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.management.commands.collectstatic import Command as CollectStatic
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.workers.base import Worker  # type: ignore[import-untyped]
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

from thuocdo.config import due
from thuocdo.foundation import seals
from thuocdo.foundation.errors import DomainError

STYLESHEET = "thuocdo/app.css"
ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104  (recognised, not bound)
TICK_SECONDS = 60
THREADS = 8
BACKLOG = 512

log = logging.getLogger(__name__)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Static files under names with a digest, compressed; a name that is not there is no reason for a broken page."""

    manifest_strict = False


def require_ready() -> None:
    """DomainError where something without which nothing can be served is missing, with what to do."""
    try:
        key = settings.SECRET_KEY
    except ImproperlyConfigured:
        key = ""
    if not key:
        raise DomainError(
            "chưa có khóa bí mật, không mở: hãy đặt THUOCDO_SECRET_KEY, hoặc chạy `thuocdo migrate` để tạo tệp khóa"
            f" {settings.SECRET_KEY_FILE}"
        )
    require_front_end()


def require_front_end() -> None:
    """DomainError where the front end was not built."""
    if finders.find(STYLESHEET) is None:
        raise DomainError(
            "chưa dựng giao diện: hãy chạy `make setup` (hoặc `npm ci` rồi `npm run build`) trong thư mục mã nguồn"
        )


def require_migrated() -> None:
    """DomainError where the database lacks tables of this release."""
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise DomainError("cơ sở dữ liệu chưa sẵn sàng cho bản này: hãy chạy `thuocdo migrate` trước")


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; DomainError in one line where the address cannot be had. Port 0 takes any free one."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, OverflowError):
        raise DomainError(f"không hiểu địa chỉ {host}:{port}") from None
    found = socket.socket(family, kind, protocol)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        found.close()
        raise DomainError(_refused(host, port, error)) from None
    return found


def _refused(host: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"cổng {port} đang có chương trình khác dùng: hãy chọn cổng khác bằng --port"
    if number in (errno.EACCES, errno.EPERM):
        return f"không được phép mở cổng {port}: hãy chọn cổng từ 1024 trở lên bằng --port"
    if number == errno.EADDRNOTAVAIL:
        return f"máy này không có địa chỉ {host}: hãy chọn địa chỉ khác bằng --host"
    return f"không mở được {host}:{port}: {getattr(error, 'strerror', None) or error}"


def address_of(host: str, listener: socket.socket) -> str:
    """What to type into a browser on this machine."""
    shown = "127.0.0.1" if host in ANY_ADDRESS else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}/"


def allow_hosts(host: str, *, any_host: bool = False) -> None:
    """Answer under the host that is listened on as well, or under any name."""
    if any_host:
        settings.ALLOWED_HOSTS = ["*"]
    elif host not in ANY_ADDRESS:
        named = f"[{host}]" if ":" in host else host
        settings.ALLOWED_HOSTS = list(dict.fromkeys([*settings.ALLOWED_HOSTS, "localhost", "127.0.0.1", named]))


def serve(listener: socket.socket, *, workers: int | None = None) -> None:
    """Serve until told to stop (SystemExit); expects `require_ready` and `require_migrated` to have passed."""
    _prepare_static_files()
    application = _load()
    _leave_databases()
    _Server(
        {
            "bind": f"fd://{listener.detach()}",
            "workers": workers or _usual_workers(),
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 5,
            "backlog": BACKLOG,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": _start_ticking,
        },
        application,
    ).run()


def _load() -> WSGIHandler:
    """The application with all its pages, once for all workers: the first visitor need not wait for it."""
    from thuocdo.config.wsgi import application

    get_resolver().url_patterns  # noqa: B018  (loads them)
    return application


def _usual_workers() -> int:
    return max(2, min(4, os.cpu_count() or 1))


def _prepare_static_files() -> None:
    """Collect, name by content and compress; whitenoise then serves them with a year of caching."""
    storage = f"{StaticFiles.__module__}.{StaticFiles.__qualname__}"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = False
    Path(str(settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    call_command(CollectStatic(), interactive=False, verbosity=0)


def _leave_databases() -> None:
    """Workers are forked: none may inherit a connection or a pool's threads."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


class _Server(BaseApplication):
    """gunicorn configured by a dict instead of a command line."""

    def __init__(self, options: dict[str, Any], application: WSGIHandler) -> None:
        self._options, self._application = options, application
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return self._application


def _start_ticking(worker: Worker) -> None:
    """Every worker offers to tick; gunicorn replaces a worker that dies, and with it the thread."""
    ticker = threading.Thread(target=tick_for_ever, args=(threading.Event(),), name="tick", daemon=True)
    ticker.start()


def tick_for_ever(stop: threading.Event, seconds: float = TICK_SECONDS) -> None:
    """Do what is due every minute while holding the lock: one process of an installation ticks, the others stand by.

    The system lets go of the lock when the process ends, however it ends.
    """
    held: TextIOWrapper | None = None
    while not stop.is_set():
        held = held or _lock(Path(settings.THUOCDO_HOME) / "tick.lock")
        if held:
            tick(seals.seal, due.read_waiting, due.clear_store)
        stop.wait(seconds)
    if held:
        held.close()


def tick(*jobs: Callable[[], object]) -> None:
    """Run the jobs; one that fails is logged and tried again at the next tick."""
    for job in jobs:
        try:
            job()
        except Exception:
            log.exception("the job %s failed", getattr(job, "__name__", job))
    connections.close_all()


def _lock(file: Path) -> TextIOWrapper | None:
    handle = file.open("a", encoding="ascii")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        handle.close()
        return None
    return handle


def lan_note(hosts: Sequence[str]) -> str:
    """What to say where every address of the machine is listened on."""
    return f"Nghe trên mọi địa chỉ của máy; trả lời các tên: {', '.join(hosts)} (đổi bằng THUOCDO_HOSTS)."
