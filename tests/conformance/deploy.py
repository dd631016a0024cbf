"""The units in deploy/ say what they should, as systemd itself reads them; it runs nothing."""

import re
import shutil
import subprocess
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SERVICE = DEPLOY / "kansrijk.service"
# Of 100, as `systemd-analyze security` counts; a unit without anything has 96.
MOST_EXPOSED = {"kansrijk.service": 15, "kansrijk-forward.service": 40}


def settings(unit: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in unit.read_text("utf-8").splitlines():
        if (pair := re.match(r"^(\w+)=(.*)$", line)):
            found.setdefault(pair[1], []).append(pair[2])
    return found


class Units(unittest.TestCase):
    @unittest.skipUnless(shutil.which("systemd-analyze"), "systemd-analyze reads units")
    def test_confines_the_process(self):
        for name, most in MOST_EXPOSED.items():
            with self.subTest(name):
                command = ["systemd-analyze", "security", "--offline=yes", f"--threshold={most}", str(DEPLOY / name)]
                done = subprocess.run(command, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stdout[-2000:] + done.stderr)

    def test_hands_secrets_over_to_settings_that_exist(self):
        unit = settings(SERVICE)
        handed = {credential.split(":")[0] for credential in unit["LoadCredential"]}
        example = (ROOT / "kansrijk.toml.example").read_text("utf-8")
        config = (ROOT / "services/kansrijk/src/config.rs").read_text("utf-8")
        named = re.findall(r"KANSRIJK_(\w+)=%d/([\w-]+)", " ".join(unit["Environment"]))
        self.assertTrue(named)
        for setting, credential in named:
            self.assertIn(credential, handed)
            self.assertIn(f"# {setting.lower()} =", example)
            self.assertIn(f'("{setting}")', config)

    def test_keeps_the_log_in_a_journal_of_its_own(self):
        unit = settings(SERVICE)
        namespace = unit["LogNamespace"][0]
        journal = settings(DEPLOY / f"journald@{namespace}.conf")
        self.assertEqual((journal["Seal"], journal["MaxRetentionSec"]), (["yes"], ["30day"]))
        self.assertIn(f"--namespace={namespace}", settings(DEPLOY / "kansrijk-forward.service")["ExecStart"][0])

    def test_the_example_of_settings_is_read(self):
        tomllib.loads((ROOT / "kansrijk.toml.example").read_text("utf-8"))
