"""Takes the pictures of the README from the demonstration: `python scripts/pictures.py [--home FOLDER]`.

The demonstration is prepared in FOLDER, or in a temporary one that is removed; served on a free port of this machine,
and looked at by Debian's Chromium.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=360, height=740)
PUBLISHED_ON = "2025-12-25"
MOST_BYTES = 250_000


def main() -> int:
    """Prepare, serve, look; 1 where a picture is too heavy for a README."""
    parser = argparse.ArgumentParser(description="Take the pictures of the README.")
    parser.add_argument("--home", type=Path, help="where the demonstration is kept, to take pictures again quickly")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thuocdo-pictures-") as folder:
        home = (options.home or Path(folder)).resolve()
        with served(home) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            take_all(browser, address, password_of(home))
            browser.close()
    heavy = [file.name for file in sorted(PICTURES.glob("*.png")) if file.stat().st_size > MOST_BYTES]
    if heavy:
        print(f"over {MOST_BYTES} bytes: {', '.join(heavy)}", file=sys.stderr)
    return 1 if heavy else 0


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The demonstration's address for the time of the block."""
    environment = os.environ | {"THUOCDO_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "thuocdo.config.cli"]
    subprocess.run([*command, "demo", "--prepare-only"], check=True, env=environment, stdout=subprocess.DEVNULL)
    with subprocess.Popen(
        [*command, "serve", "--port", "0", "--workers", "1", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            yield json.loads(server.stdout.readline())["address"]
        finally:
            server.terminate()


def password_of(home: Path) -> str:
    """The password that the demonstration's accounts share."""
    lines = (home / "demo-accounts.txt").read_text("utf-8").splitlines()
    return next(line.removeprefix("password ") for line in lines if line.startswith("password "))


def take_all(browser: Browser, address: str, password: str) -> None:
    """Every picture, as its reader would see it."""
    visitor = _page(browser, address, DESKTOP)
    visitor.goto("/")
    _take(visitor, "public")
    phone = _page(browser, address, PHONE, scale=1.5)
    phone.goto("/")
    _take(phone, "phone")
    officer = _page(browser, address, DESKTOP)
    officer.goto("/dang-nhap/")
    officer.get_by_label("Tên đăng nhập").fill("chi")
    officer.get_by_label("Mật khẩu").fill(password)
    officer.get_by_role("button", name="Đăng nhập").click()
    officer.wait_for_url("**/viec-cua-toi/")
    officer.goto(f"/bang/nq57/?on={PUBLISHED_ON}")
    _take(officer, "board")
    officer.goto("/van-ban/?programme=nq57")
    officer.get_by_role("link", name="Kết luận của Thường trực").first.click()
    officer.get_by_role("link", name="Rà soát").first.click()
    officer.locator(".prop").wait_for()
    _take(officer, "review")


def _page(browser: Browser, address: str, size: ViewportSize, *, scale: float = 1) -> Page:
    context = browser.new_context(
        base_url=address, viewport=size, device_scale_factor=scale, locale="vi-VN", reduced_motion="reduce"
    )
    return context.new_page()


def _take(page: Page, name: str) -> None:
    page.evaluate("() => document.fonts.ready.then(() => null)")
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file, caret="initial")  # hiding the caret needs a style that the content policy forbids
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
